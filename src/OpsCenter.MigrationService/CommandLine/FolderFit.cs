using System.CommandLine;
using System.CommandLine.Parsing;
using OpsCenter.MigrationService.Commands;
using OpsCenter.MigrationService.Output;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>Which options mean something with a folder of migrations, and which only with one.</summary>
internal static class FolderFit
{
    private static readonly (Option Option, string Why)[] NotWithFolder =
    [
        (CommonOptions.Migration, "it names a release of OpsCenter"),
        (StatusOption.All, "it is about schemas with OpsCenter's own tables"),
        (RunOptions.SingleTransaction, "each script of a folder is one transaction already"),
        (
            RunOptions.NoDigest,
            "of a folder no digests are taken, the server's counters are compared"
        ),
        (AllowOption.Allow, "no preflight comes before a folder"),
    ];

    /// <summary>Refuses what would be passed over in silence.</summary>
    /// <exception cref="UsageException">An option does not fit.</exception>
    public static void Ensure(ParseResult parsed)
    {
        if (!IsGiven(parsed, FolderArguments.Migrations))
        {
            EnsureNone(parsed, FolderArguments.OnlyWithFolder);
            return;
        }

        if (parsed.CommandResult.Command.Name == "preflight")
        {
            throw new UsageException(
                $"preflight looks at what OpsCenter's own release needs, and {FolderArguments.Migrations.Name} names a folder. Nothing was looked at.",
                $"A folder is tried on a copy: opscenter dry-run {FolderArguments.Migrations.Name} {ShellWord.Of(parsed.GetValue(FolderArguments.Migrations) ?? "")}"
            );
        }

        foreach (var (option, why) in NotWithFolder)
        {
            EnsureNot(parsed, option, why);
        }

        if (parsed.CommandResult.Command.Name != "rollback")
        {
            EnsureNot(parsed, RunOptions.AllowBlocking, "only a rollback copies rows first");
        }

        if (
            parsed.CommandResult.Command.Name is "apply" or "rollback" or "worker"
            && !IsGiven(parsed, BackupArguments.Folder)
            && !IsGiven(parsed, FolderArguments.MaxBlock)
        )
        {
            EnsureNot(parsed, BackupArguments.PgDump, FolderBackup.NotAsked);
        }
    }

    /// <summary>Whether an option is on the command line.</summary>
    public static bool IsGiven(ParseResult parsed, Option option) =>
        parsed.GetResult(option) is OptionResult { Implicit: false };

    private static void EnsureNone(ParseResult parsed, IEnumerable<Option> options)
    {
        if (options.FirstOrDefault(option => IsGiven(parsed, option)) is { } lonely)
        {
            throw new UsageException(
                $"{lonely.Name} is about a folder of migrations, and no folder is named. Nothing was run.",
                $"Name the folder with {FolderArguments.Migrations.Name}, or leave {lonely.Name} out."
            );
        }
    }

    private static void EnsureNot(ParseResult parsed, Option option, string why)
    {
        if (IsGiven(parsed, option))
        {
            throw new UsageException(
                $"{option.Name} does nothing with {FolderArguments.Migrations.Name}: {why}. Nothing was run.",
                $"Leave {option.Name} out."
            );
        }
    }
}
