using Microsoft.Extensions.Logging;
using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>Takes the backup that comes before a script, and backups for their own sake.</summary>
internal static class Backups
{
    /// <summary>Backs up what the script will touch; null if no backup is wanted, or nothing that exists will be touched.</summary>
    /// <param name="context">Its options say whether and where to.</param>
    /// <param name="session">Outside of a transaction. What it holds locked afterwards is nothing.</param>
    /// <param name="migration">Asked by its plan; one that has none gets a backup of the whole database.</param>
    /// <param name="direction">Which of its scripts will run.</param>
    /// <param name="cancellation">Ends it and removes the file.</param>
    public static async Task<BackupReport?> TakeAsync(
        EngineContext context,
        DatabaseSession session,
        Migration migration,
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        if (context.Options.Backup is null)
        {
            return null;
        }

        var purpose =
            direction == MigrationDirection.Up
                ? $"_before_{migration.Name}"
                : $"_before_rollback_of_{migration.Name}";
        if (!migration.KeepsRecord)
        {
            return await WholeAsync(context, session, purpose, cancellation);
        }

        var plan = await new Plan(context, migration).RunAsync(session, direction, cancellation);
        // A script with obstacles refuses by itself, and touches nothing.
        return plan.IsClear
            ? await OfTablesAsync(context, session, Touched(plan), purpose, cancellation)
            : null;
    }

    /// <summary>Backs up what the migration would touch now; where it is applied, what its rollback would.</summary>
    public static async Task<BackupReport> OfMigrationAsync(
        EngineContext context,
        Migration migration,
        CancellationToken cancellation
    )
    {
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        if (!migration.KeepsRecord)
        {
            return await WholeAsync(context, session, "", cancellation);
        }

        var state = await MigrationState.ReadAsync(session, migration, cancellation);
        var plan = await new Plan(context, migration).RunAsync(
            session,
            state.IsBegun ? MigrationDirection.Down : MigrationDirection.Up,
            cancellation
        );
        return await OfTablesAsync(context, session, Touched(plan), "", cancellation)
            ?? throw new BackupFailedException(
                $"{migration.Name} would touch no table of database \"{session.Connection.Database}\": there is nothing to back up.",
                "For a backup of everything in it: opscenter backup --whole. Why it would touch none: opscenter plan."
            );
    }

    /// <summary>Backs up the tables that the names begin with; null if there are none.</summary>
    public static async Task<BackupReport?> OfTablesAsync(
        EngineContext context,
        DatabaseSession session,
        IReadOnlyList<string> names,
        string purpose,
        CancellationToken cancellation
    )
    {
        if (names.Count == 0)
        {
            return null;
        }

        var (options, tools) = await ToolsAsync(context, session, cancellation);
        var scope = await BackupScope.OfAsync(session, names, tools.Major, cancellation);
        return scope is null
            ? null
            : Logged(
                context,
                await new ReadRetry(context, session).RunAsync(
                    "back up the tables",
                    () =>
                        new Dump(context, options, tools).TakeAsync(
                            session,
                            scope,
                            whole: false,
                            purpose,
                            cancellation
                        ),
                    cancellation
                )
            );
    }

    /// <summary>Backs up the whole database.</summary>
    public static async Task<BackupReport> WholeAsync(
        EngineContext context,
        DatabaseSession session,
        string purpose,
        CancellationToken cancellation
    )
    {
        var (options, tools) = await ToolsAsync(context, session, cancellation);
        var scope = await BackupScope.WholeAsync(session, cancellation);
        return Logged(
            context,
            await new ReadRetry(context, session).RunAsync(
                "back up the database",
                () =>
                    new Dump(context, options, tools).TakeAsync(
                        session,
                        scope,
                        whole: true,
                        purpose,
                        cancellation
                    ),
                cancellation
            )
        );
    }

    /// <summary>As a backup begins; nothing where none is wanted.</summary>
    public static async Task EnsurePossibleAsync(
        EngineContext context,
        CancellationToken cancellation
    )
    {
        if (context.Options.Backup is { } options)
        {
            await using var session = await context.OpenAsync(cancellation);
            await ToolsAsync(context, session, cancellation);
            BackupFile.Create(options, "look", context.Clock.GetUtcNow(), context.Tell).Dispose();
        }
    }

    /// <summary>The options, and the programs for this server.</summary>
    public static async Task<(BackupOptions Options, ClientTools Tools)> ToolsAsync(
        EngineContext context,
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var options = Required(context);
        return (
            options,
            await ToolChoice.ChooseAsync(
                options.PgDump,
                ToolFolders.All,
                session.ServerMajor,
                options.Otherwise,
                cancellation
            )
        );
    }

    public static BackupOptions Required(EngineContext context) =>
        context.Options.Backup
        ?? throw new InvalidOptionException(
            "The migrator was not told where backups go, nor with which credentials they are taken.",
            "Set MigratorOptions.Backup."
        );

    /// <summary>The begin of the name of each table that a plan adds to, drops from or archives: schema, blank, name, blank.</summary>
    public static string[] Touched(MigrationPlan plan) =>
        [
            .. plan
                .Steps.Where(step =>
                    step.Table is not null
                    && step.Kind is StepKind.Added or StepKind.Dropped or StepKind.Archived
                )
                .Select(step => $"{step.Schema} {step.Table} ")
                .Distinct(StringComparer.Ordinal),
        ];

    private static BackupReport Logged(EngineContext context, BackupReport report)
    {
        context.Logger.LogInformation(
            "Backup of {Tables} tables, {Bytes} bytes, in {File} by pg_dump {Version}",
            report.Tables.Count,
            report.Bytes,
            report.File,
            report.PgDumpVersion
        );
        context.Options.BackupTaken?.Invoke(report);
        return report;
    }
}
