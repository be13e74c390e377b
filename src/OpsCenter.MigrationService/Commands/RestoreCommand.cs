using System.Collections.Frozen;
using System.CommandLine;
using OpsCenter.Migrations.Backup;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Confirmation;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter restore</c>: brings a backup back, beside the database or over its tables.</summary>
internal static class RestoreCommand
{
    private static readonly Option<string> File = new("--file")
    {
        Description = "The backup.",
        HelpName = "path",
        Required = true,
    };

    private static readonly Option<bool> List = new("--list")
    {
        Description = "Only read the backup to its end, and say what is in it.",
    };

    private static readonly Option<string?> Into = new("--into")
    {
        Description = "Restore into a new database of this name: the safe way.",
        HelpName = "new database",
    };

    private static readonly Option<string?> Replace = new("--replace")
    {
        Description =
            "Overwrite the tables that are in the backup, in one transaction. Takes the name of the database that the connection leads to.",
        HelpName = "database",
    };

    private static readonly Option<bool> NoBackup = new("--no-backup")
    {
        Description = "Take no backup of what --replace overwrites.",
    };

    private static readonly Option<string[]> Allow = new("--allow")
    {
        Description =
            $"Restore although this would be refused; may be repeated. One of: {string.Join(", ", RestoreRisks.All)}.",
        HelpName = "risk",
    };

    public static Command Create()
    {
        var command = new Command(
            "restore",
            "Brings a backup back: into a new database, or over the tables of this one."
        )
        {
            File,
            List,
            Into,
            Replace,
            NoBackup,
            Allow,
            BackupArguments.Folder,
            BackupArguments.PgDump,
        }.WithYes();
        command.Validators.Add(result =>
        {
            var ways = new Option[] { List, Into, Replace }.Count(option =>
                result.GetResult(option) is { Implicit: false }
            );
            if (ways != 1)
            {
                result.AddError(
                    "Say where to, one of: --into <new database>, --replace <this database>, --list."
                );
            }
        });
        return command.WithBody(parsed =>
        {
            var file = parsed.GetValue(File)!;
            if (parsed.GetValue(List))
            {
                return (services, cancellation) => ListAsync(services, file, cancellation);
            }

            var into = parsed.GetValue(Into);
            var replace = parsed.GetValue(Replace);
            var options = new ReplaceOptions
            {
                BackupFirst = !parsed.GetValue(NoBackup),
                Allowed = (parsed.GetValue(Allow) ?? []).ToFrozenSet(StringComparer.Ordinal),
            };
            return async (services, cancellation) =>
            {
                if (replace is not null && TerminalOperator.Find(parsed) is { } person)
                {
                    await new RunConfirmation(person, services).BeforeReplaceAsync(
                        await services.Migrator.ReadBackupAsync(file, cancellation),
                        cancellation
                    );
                }

                return await RestoreAsync(services, file, into, replace, options, cancellation);
            };
        });
    }

    private static async Task<CommandResult> ListAsync(
        CommandServices services,
        string file,
        CancellationToken cancellation
    )
    {
        var contents = await services.Migrator.ReadBackupAsync(file, cancellation);
        return new CommandResult(
            ExitCodes.Done,
            BackupContentsDocument.Of(contents),
            console => RestoreText.Write(console, contents)
        );
    }

    private static async Task<CommandResult> RestoreAsync(
        CommandServices services,
        string file,
        string? into,
        string? replace,
        ReplaceOptions options,
        CancellationToken cancellation
    )
    {
        var over = options with { Migration = services.Migration };
        var report = await (
            into is not null
                ? services.Migrator.RestoreIntoAsync(
                    file,
                    into,
                    new RestoreOptions
                    {
                        Migration = services.Migration,
                        Allowed = options.Allowed,
                    },
                    cancellation
                )
                : services.Migrator.RestoreOverAsync(file, replace!, over, cancellation)
        );
        return new CommandResult(
            ExitCodes.Done,
            RestoreDocument.Of(report),
            console => RestoreText.Write(console, report)
        );
    }
}
