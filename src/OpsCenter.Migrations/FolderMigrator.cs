using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.VersionRuns;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;

namespace OpsCenter.Migrations;

/// <summary>
/// Applies and rolls back the migrations of a folder: one runner at a time, each transactional script with its journal entry in one
/// transaction, short waits for locks. What a rollback drops or changes is archived. A method throws a
/// <see cref="Errors.MigrationException"/> if it did not do what its name says.
/// </summary>
public sealed class FolderMigrator
{
    private readonly EngineContext _context;
    private readonly MigrationFolder _folder;
    private readonly FolderOptions _options;

    /// <summary>Creates a migrator for one database and one folder.</summary>
    /// <param name="dataSource">Opens its connections. Stays the caller's.</param>
    /// <param name="folder">The migrations.</param>
    /// <param name="folderOptions">Which of them, and what they may do; the defaults if null.</param>
    /// <param name="options">How long to wait; the defaults if null.</param>
    /// <param name="clock">The clock of the journal and of deadlines; the system's if null.</param>
    /// <param name="logger">Where the details of a run go.</param>
    public FolderMigrator(
        NpgsqlDataSource dataSource,
        MigrationFolder folder,
        FolderOptions? folderOptions = null,
        MigratorOptions? options = null,
        TimeProvider? clock = null,
        ILogger<FolderMigrator>? logger = null
    )
    {
        options ??= new MigratorOptions();
        options.EnsureValid();
        _folder = folder;
        _options = folderOptions ?? new FolderOptions();
        _context = new EngineContext(
            dataSource,
            options,
            clock ?? TimeProvider.System,
            logger ?? NullLogger<FolderMigrator>.Instance
        );
    }

    /// <summary>The folder, as it was named.</summary>
    public string Path => _folder.Path;

    /// <summary>Reads which migrations are applied, pending, edited or missing. Changes nothing.</summary>
    public Task<FolderStatus> StatusAsync(CancellationToken cancellation = default) =>
        TracedAsync(
            "status",
            () => new FolderLook(_context, _folder, _options).RunAsync(cancellation)
        );

    /// <summary>Reads what an apply or a rollback would run. Changes nothing, and executes nothing of the scripts.</summary>
    public Task<FolderPlan> PlanAsync(
        MigrationDirection direction = MigrationDirection.Up,
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "plan",
            () => new FolderPlanning(_context, _folder, _options).RunAsync(direction, cancellation)
        );

    /// <summary>
    /// Executes what an apply would run on a copy of the definitions, without rows: a database of its own on the same server, which is
    /// dropped at the end. Needs <see cref="MigratorOptions.Backup"/> for pg_dump, and a role that may create a database.
    /// </summary>
    public Task<FolderDryRunReport> DryRunAsync(CancellationToken cancellation = default) =>
        TracedAsync(
            "dry-run",
            () => new FolderDryRun(_context, _folder, _options).RunAsync(cancellation)
        );

    /// <summary>Applies what is pending, or what the options say.</summary>
    public Task<FolderReport> ApplyAsync(CancellationToken cancellation = default) =>
        TracedAsync(
            "apply",
            () => new FolderApply(_context, _folder, _options).RunAsync(cancellation)
        );

    /// <summary>
    /// Begins an apply that is run one migration at a time by whoever asked for it. Keeps other runners out until it is disposed.
    /// </summary>
    public Task<FolderRun> BeginApplyAsync(CancellationToken cancellation = default) =>
        TracedAsync(
            "begin to apply",
            () => FolderRun.BeginAsync(_context, _folder, _options, cancellation)
        );

    /// <summary>Compares the objects that were created with those that are there. Changes nothing.</summary>
    public Task<FolderVerification> VerifyAsync(CancellationToken cancellation = default) =>
        TracedAsync(
            "verify",
            () => new FolderVerify(_context, _folder, _options).RunAsync(cancellation)
        );

    /// <summary>Rolls back the migration that was applied last, or what the options say. What is dropped or changed is archived.</summary>
    public Task<FolderReport> RollbackAsync(CancellationToken cancellation = default) =>
        TracedAsync(
            "rollback",
            () => new FolderRollback(_context, _folder, _options).RunAsync(cancellation)
        );

    /// <summary>Brings back what rollbacks archived of migrations that are applied again. Overwrites nothing.</summary>
    public Task<IReadOnlyList<RestoredData>> RestoreArchiveAsync(
        CancellationToken cancellation = default
    ) =>
        TracedAsync(
            "restore-archive",
            () => new FolderRestore(_context, _folder, _options).RunAsync(cancellation)
        );

    /// <summary>Records as applied what the journal of another tool has.</summary>
    public Task<FolderAdoption> AdoptAsync(CancellationToken cancellation = default) =>
        TracedAsync(
            "adopt",
            () => new FolderAdopt(_context, _folder, _options).RunAsync(cancellation)
        );

    private Task<T> TracedAsync<T>(string verb, Func<Task<T>> operation) =>
        TracedOperation.RunAsync(
            _context,
            $"{verb} {_folder.Convention.Name} migrations",
            operation
        );
}
