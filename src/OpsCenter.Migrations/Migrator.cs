using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Diagnosis;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Preflight;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Verification;

namespace OpsCenter.Migrations;

/// <summary>
/// The door of the engine. Every method either does the whole of what its name says and reports it, or throws a
/// <see cref="MigrationException"/>, and what was not committed is rolled back, by cancelling, too. Where all of it was committed and a
/// look after that failed, the error says so (<see cref="CommittedUncheckedException"/>).
/// </summary>
public sealed class Migrator
{
    private readonly EngineContext _context;

    /// <summary>Creates a migrator for one database.</summary>
    /// <param name="dataSource">Opens its connections. Stays the caller's.</param>
    /// <param name="options">How long to wait; the defaults if null.</param>
    /// <param name="clock">The clock of journal and deadlines; the system's if null.</param>
    /// <param name="logger">Where the steps of a run and its details go.</param>
    public Migrator(
        NpgsqlDataSource dataSource,
        MigratorOptions? options = null,
        TimeProvider? clock = null,
        ILogger<Migrator>? logger = null
    )
    {
        options ??= new MigratorOptions();
        options.EnsureValid();
        PreflightRules.EnsureAllowable(options.Allowed);
        _context = new EngineContext(
            dataSource,
            options,
            clock ?? TimeProvider.System,
            logger ?? NullLogger<Migrator>.Instance
        );
    }

    /// <summary>Says what a script would do, what is there already and what stands in the way. Changes nothing.</summary>
    public Task<MigrationPlan> PlanAsync(
        Migration migration,
        MigrationDirection direction = MigrationDirection.Up,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "plan",
            migration,
            () => new Plan(_context, migration).RunAsync(direction, cancellation)
        );

    /// <summary>
    /// The same plan with every statement that would be executed on this database now, in order, with its lock. A rollback is shown as the
    /// one transaction that the script is by itself.
    /// </summary>
    public Task<MigrationPlan> PlanStatementsAsync(
        Migration migration,
        MigrationDirection direction = MigrationDirection.Up,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "plan",
            migration,
            () =>
                new Plan(_context, migration, withStatements: true).RunAsync(
                    direction,
                    cancellation
                )
        );

    /// <summary>
    /// Server, settings, the tables concerned, locks and sessions, for whoever is asked for help. It has no row and no statement of others.
    /// Changes nothing.
    /// </summary>
    public Task<IReadOnlyList<DiagnosisSection>> DiagnoseAsync(
        Migration migration,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "diagnose",
            migration,
            () => new Diagnose(_context, migration).RunAsync(cancellation)
        );

    /// <summary>Looks at everything that can stop or harm the migration, and refuses nothing. Changes nothing.</summary>
    public Task<PreflightReport> PreflightAsync(
        Migration migration,
        MigrationDirection direction = MigrationDirection.Up,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "preflight",
            migration,
            () => new PreflightCheck(_context, migration).RunAsync(direction, cancellation)
        );

    /// <summary>Executes the forward script for real, looks at the result, rolls back, and proves that nothing stayed.</summary>
    public Task<DryRunReport> DryRunAsync(
        Migration migration,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "dry-run",
            migration,
            () => new DryRun(_context, migration).RunAsync(cancellation)
        );

    /// <summary>Applies the migration unless it is applied, and compares the content of before with the content after.</summary>
    public Task<ApplyReport> ApplyAsync(
        Migration migration,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "apply",
            migration,
            () => new Apply(_context, migration).RunAsync(cancellation)
        );

    /// <summary>Checks that the migration is in place as wanted, and the earlier content preserved. Changes nothing.</summary>
    public Task<VerificationReport> VerifyAsync(
        Migration migration,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "verify",
            migration,
            () => new Verify(_context, migration).RunAsync(cancellation)
        );

    /// <summary>Undoes what the migration recorded, unless it is not applied.</summary>
    public Task<RollbackReport> RollbackAsync(
        Migration migration,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "rollback",
            migration,
            () => new Rollback(_context, migration).RunAsync(cancellation)
        );

    /// <summary>
    /// Brings back the rows and values that rollbacks archived. It overwrites nothing: what is there now and differs is refused, or
    /// kept if the options say so.
    /// </summary>
    public Task<RestoreArchiveReport> RestoreArchiveAsync(
        Migration migration,
        RestoreArchiveOptions? options = null,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "restore-archive",
            migration,
            () =>
                new RestoreArchive(_context, migration).RunAsync(
                    options ?? new RestoreArchiveOptions(),
                    cancellation
                )
        );

    /// <summary>Reads where the database stands. Changes nothing.</summary>
    public Task<MigrationStatus> StatusAsync(
        Migration migration,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "status",
            migration,
            () => new Status(_context, migration).RunAsync(cancellation)
        );

    /// <summary>Reads where every schema of the database stands that has the tables which the migration extends. Changes nothing.</summary>
    public Task<IReadOnlyList<MigrationStatus>> StatusOfAllAsync(
        Migration migration,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "status",
            migration,
            () => new Status(_context, migration).RunAllAsync(cancellation)
        );

    /// <summary>Backs up by pg_dump what the migration would touch now, or its rollback where it is applied; checked by listing it.</summary>
    public Task<BackupReport> BackupAsync(
        Migration migration,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "backup",
            migration,
            () => Backups.OfMigrationAsync(_context, migration, cancellation)
        );

    /// <summary>Backs up the whole database by pg_dump; checked by listing it.</summary>
    public Task<BackupReport> BackupAsync(CancellationToken cancellation = default) =>
        TracedAsync(
            "backup",
            migration: null,
            async () =>
            {
                await using var session = await _context.OpenAsync(cancellation);
                return await Backups.WholeAsync(_context, session, "", cancellation);
            }
        );

    /// <summary>Looks whether a backup could be taken: the programs for this server, and a folder that can be written to.</summary>
    /// <exception cref="BackupFailedException">None could.</exception>
    public Task EnsureBackupAsync(CancellationToken cancellation = default) =>
        Backups.EnsurePossibleAsync(_context, cancellation);

    /// <summary>Says what is in a backup, after reading all of it. Connects to no server.</summary>
    public Task<BackupContents> ReadBackupAsync(
        string file,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "restore",
            migration: null,
            () => new Restore(_context, file).ListAsync(cancellation)
        );

    /// <summary>Restores a backup into a new database on the same server. Cancelling drops it.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="newDatabase">Its name. There must be none of it.</param>
    /// <param name="options">What is allowed; the defaults if null.</param>
    /// <param name="cancellation">Drops the database.</param>
    /// <exception cref="RestoreRefusedException">Code of a role that is not trusted would run. The database is dropped.</exception>
    /// <exception cref="RestoreFailedException">Something could not be restored; the new database has the rest.</exception>
    public Task<RestoreReport> RestoreIntoAsync(
        string file,
        string newDatabase,
        RestoreOptions? options = null,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "restore",
            migration: null,
            () =>
                new Restore(_context, file).IntoAsync(
                    newDatabase,
                    options ?? new RestoreOptions(),
                    cancellation
                )
        );

    /// <summary>
    /// Replaces the tables of a backup by what it holds, in one transaction. Writers of these tables wait from the begin of the backup that is
    /// taken first until the end: what was written since the file was taken is in that backup, whose rows are counted.
    /// </summary>
    /// <param name="file">The backup.</param>
    /// <param name="database">Must be the name of the database that the migrator is connected to: a slip must not overwrite another.</param>
    /// <param name="options">Whether to back up what is replaced, and what is allowed; the defaults if null.</param>
    /// <param name="cancellation">Rolls back.</param>
    /// <exception cref="RestoreRefusedException">Something would be lost that the options do not allow. Nothing was touched.</exception>
    public Task<RestoreReport> RestoreOverAsync(
        string file,
        string database,
        ReplaceOptions? options = null,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "restore",
            migration: null,
            () =>
                new Replacement(_context, file, options ?? new ReplaceOptions()).RunAsync(
                    database,
                    cancellation
                )
        );

    private Task<T> TracedAsync<T>(string verb, Migration? migration, Func<Task<T>> operation)
    {
        _context.Logger.LogInformation("{Verb} {Migration}", verb, migration?.Name);
        return TracedOperation.RunAsync(
            _context,
            migration is null ? verb : $"{verb} {migration.Name}",
            operation,
            migration?.Name,
            async exception =>
                exception.SqlState == PostgresErrorCodes.UndefinedColumn
                    ? await ForeignMetadata.FindAsync(_context, migration, exception)
                    : null
        );
    }
}
