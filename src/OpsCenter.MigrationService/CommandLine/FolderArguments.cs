using System.CommandLine;
using System.CommandLine.Completions;
using OpsCenter.Migrations.Versions;
using OpsCenter.MigrationService.Output;
using OpsCenter.Scripts;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>The options about a folder of migrations, of the commands that work with one.</summary>
internal static class FolderArguments
{
    public static Option<string?> Migrations { get; } =
        new("--migrations")
        {
            Description =
                "A folder of SQL migrations, instead of OpsCenter's own. Its convention is found out.",
            HelpName = "folder",
        };

    private static readonly Option<string?> Convention = new("--convention")
    {
        Description =
            $"The convention of the folder: {string.Join(", ", MigrationFolder.KnownConventions)}.",
        HelpName = "name",
        CompletionSources =
        {
            _ => MigrationFolder.KnownConventions.Select(name => new CompletionItem(name)),
        },
    };

    private static readonly Option<string> Source = new("--source")
    {
        Description =
            "The name under which the journal keeps the folder, where a database gets several. Default: default.",
        HelpName = "name",
        DefaultValueFactory = _ => new FolderOptions().Source,
    };

    private static readonly Option<string?> To = new("--to")
    {
        Description =
            "The last migration to apply, or the one that stays the last of a rollback (0: none).",
        HelpName = "version",
    };

    private static readonly Option<int?> Steps = new("--steps")
    {
        Description = "How many to apply (default: all) or to roll back (default: 1).",
        HelpName = "number",
    };

    private static readonly Option<bool> AcceptEdit = new("--accept-edit")
    {
        Description = "Record that a file was edited after it was applied, and go on.",
    };

    private static readonly Option<bool> OutOfOrder = new("--out-of-order")
    {
        Description = "Apply a migration that comes before one that is applied.",
    };

    private static readonly Option<Preserve> Preserved = new("--preserve")
    {
        Description =
            "What happens when a script changes data that was there, and does not declare it; off: rows are not counted. Default: enforce.",
        HelpName = "enforce|report|off",
        DefaultValueFactory = _ => Preserve.Enforce,
    };

    public static Option<TimeSpan> MaxBlock { get; } =
        new("--max-block")
        {
            Description =
                "How long others may wait for a table; longer ends with exit code 4. Default of dry-run: 1s; apply tries on a copy first only if this is given.",
            HelpName = "duration",
            CustomParser = Duration.Parse,
            DefaultValueFactory = _ => new FolderOptions().MaxBlock,
        };

    public static Option<TimeSpan> MaxLag { get; } =
        new("--max-lag")
        {
            Description =
                "With --migrations: how long a standby may be behind what a batch wrote before the next batch waits for it; 0 does not look. Default: 10s.",
            HelpName = "duration",
            CustomParser = Duration.ParseOrZero,
            DefaultValueFactory = _ => new FolderOptions().MaxLag,
        };

    private static readonly Option<bool> IgnoreJournal = new("--ignore-journal")
    {
        Description = "Apply although another tool has a journal here that was not adopted.",
    };

    private static readonly Option<bool> KeepJournal = new("--keep-journal")
    {
        Description =
            $"Bring the journal of the tool used so far to what is applied, so that you can go back to it ({string.Join(", ", FolderOptions.KeptJournals)}).",
    };

    /// <summary>The options that mean nothing without a folder.</summary>
    public static IReadOnlyList<Option> OnlyWithFolder { get; } =
    [
        Convention,
        Source,
        To,
        Steps,
        AcceptEdit,
        OutOfOrder,
        Preserved,
        MaxBlock,
        MaxLag,
        IgnoreJournal,
        KeepJournal,
    ];

    /// <summary>The options of a command that works with a folder and its journal.</summary>
    public static Command WithFolder(this Command command)
    {
        command.WithFolderOnly();
        command.Add(Source);
        return command;
    }

    /// <summary>The options of a command that works with a folder and no database.</summary>
    public static Command WithFolderOnly(this Command command)
    {
        command.Add(Migrations);
        command.Add(Convention);
        return command;
    }

    /// <summary>What was said of which migrations, to be said again to the next command, with a blank before it.</summary>
    public static string LimitsOf(ParseResult parsed) =>
        parsed.GetValue(Steps) is { } steps ? FormattableString.Invariant($" {Steps.Name} {steps}")
        : parsed.GetValue(To) is { } to ? $" {To.Name} {ShellWord.Of(to)}"
        : "";

    /// <summary>The options about which migrations.</summary>
    public static Command WithLimits(this Command command)
    {
        command.Add(To);
        command.Add(Steps);
        return command;
    }

    /// <summary>The options of an apply.</summary>
    public static Command WithApplyRules(this Command command)
    {
        command.Add(AcceptEdit);
        command.WithJournalRule();
        command.Add(OutOfOrder);
        command.Add(Preserved);
        return command;
    }

    /// <summary>What happens when another tool has a journal of its own.</summary>
    public static Command WithJournalRule(this Command command)
    {
        command.Add(IgnoreJournal);
        command.Add(KeepJournal);
        return command;
    }

    /// <summary>When batches wait.</summary>
    public static Command WithMaxLag(this Command command)
    {
        command.Add(MaxLag);
        return command;
    }

    /// <summary>How long others may wait, by the estimate of a dry run.</summary>
    public static Command WithMaxBlock(this Command command)
    {
        command.Add(MaxBlock);
        return command;
    }

    /// <summary>The folder that was given; null if none was, or the command works with none.</summary>
    /// <exception cref="Scripts.Folders.MigrationFolderException">It cannot be used.</exception>
    public static MigrationFolder? Read(ParseResult parsed) =>
        Given(parsed, Migrations) is { } path
            ? MigrationFolder.Read(path, Given(parsed, Convention))
            : null;

    /// <summary>The folder that a command cannot do without.</summary>
    /// <exception cref="UsageException">It was not given.</exception>
    public static string Path(ParseResult parsed) =>
        Given(parsed, Migrations)
        ?? throw new UsageException(
            $"{parsed.CommandResult.Command.Name} needs the folder of the migrations.",
            "Name it with --migrations."
        );

    /// <summary>The convention that was given; null if none was.</summary>
    public static string? ReadConvention(ParseResult parsed) => Given(parsed, Convention);

    /// <summary>The options that were given.</summary>
    public static FolderOptions ReadOptions(ParseResult parsed) =>
        new()
        {
            Source = Given(parsed, Source) ?? new FolderOptions().Source,
            To = Given(parsed, To),
            Steps = Given(parsed, Steps),
            AcceptEdit = Given(parsed, AcceptEdit),
            IgnoreForeign = Given(parsed, IgnoreJournal),
            KeepJournal = Given(parsed, KeepJournal),
            Archive = Given(parsed, RestoreArchiveOption.Archive),
            KeepExisting = Given(parsed, RestoreArchiveOption.KeepExisting),
            RestorePlanOnly = Given(parsed, RestoreArchiveOption.Plan),
            OutOfOrder = Given(parsed, OutOfOrder),
            Preserve = Given(parsed, Preserved),
            MaxBlock = Given(parsed, MaxBlock),
            MaxLag = Given(parsed, MaxLag),
        };

    /// <summary>Not every command has it.</summary>
    private static T? Given<T>(ParseResult parsed, Option<T> option) =>
        parsed.CommandResult.Command.Options.Contains(option) ? parsed.GetValue(option) : default;
}
