using System.CommandLine;
using OpsCenter.Migrations;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>The options about backups, of the commands that take or read one.</summary>
internal static class BackupArguments
{
    public const string FolderVariable = "OPSCENTER_BACKUP_DIR";
    public const string PgDumpVariable = "OPSCENTER_PG_DUMP";

    public static Option<bool> NoBackup { get; } =
        new("--no-backup")
        {
            Description = "Take no backup first. Take one yourself, unless the data can be spared.",
        };

    public static Option<string?> Folder { get; } =
        new("--backup-dir")
        {
            Description =
                $"The folder of the backups. Default: {FolderVariable}, then opscenter/backups in the user's state folder (~/.local/state).",
            HelpName = "folder",
        };

    public static Option<string?> PgDump { get; } =
        new("--pg-dump")
        {
            Description =
                $"pg_dump, or the folder of it and pg_restore. Default: {PgDumpVariable}, then of those installed the nearest to the server.",
            HelpName = "path",
        };

    /// <summary>The options of a command that takes a backup first.</summary>
    public static Command WithBackup(this Command command)
    {
        command.Add(NoBackup);
        command.Add(Folder);
        command.Add(PgDump);
        return command;
    }

    /// <summary>What was said on the command line and in the environment; null if the command takes no backup.</summary>
    public static BackupOptions? Read(ParseResult parsed, string connection)
    {
        // A folder is backed up only if that is asked for; a dry run of one needs pg_dump in any case.
        var takesNone =
            parsed.GetValue(NoBackup) && !FolderFit.IsGiven(parsed, FolderArguments.Migrations);
        return takesNone || !parsed.CommandResult.Command.Options.Contains(PgDump)
            ? null
            : new BackupOptions
            {
                ConnectionString = connection,
                Folder = Given(parsed.GetValue(Folder), FolderVariable) ?? DefaultFolder(),
                MakesParents = Given(parsed.GetValue(Folder), FolderVariable) is null,
                PgDump = Given(parsed.GetValue(PgDump), PgDumpVariable),
                IsOptional = parsed.CommandResult.Command.Options.Contains(NoBackup),
            };
    }

    /// <summary>Whether a run without the option would take one, though this command takes none itself.</summary>
    public static bool IsExpected(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Contains(NoBackup) && !parsed.GetValue(NoBackup);

    /// <summary>Whether the option, or the variable in its place, names the folder.</summary>
    public static bool NamesFolder(ParseResult parsed) =>
        Given(parsed.GetValue(Folder), FolderVariable) is not null;

    private static string? Given(string? option, string variable) =>
        new[] { option, Environment.GetEnvironmentVariable(variable) }.FirstOrDefault(text =>
            !string.IsNullOrWhiteSpace(text)
        );

    /// <summary>Not the folder in which the operator stands: it may be a working copy, and a backup is nothing to commit.</summary>
    /// <returns>Null for a user without a home: a relative path would lead to the current directory after all.</returns>
    private static string? DefaultFolder()
    {
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        if (!Path.IsPathRooted(state))
        {
            state = OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Path.Combine(
                    Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                    ".local",
                    "state"
                );
        }

        return Path.IsPathRooted(state) ? Path.Combine(state, "opscenter", "backups") : null;
    }
}
