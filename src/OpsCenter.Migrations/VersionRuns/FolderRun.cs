using System.Data;
using Npgsql;
using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>
/// An apply, one migration at a time: for whoever decides between two of them, as another program's engine does. It keeps other runners
/// out until it is disposed.
/// </summary>
public sealed class FolderRun : IAsyncDisposable
{
    private readonly EngineContext _context;
    private readonly MigrationFolder _folder;
    private readonly FolderOptions _options;
    private readonly VersionJournal _journal;
    private readonly OtherTool _other;
    private readonly RunnerLock _runner;
    private readonly DatabaseSession _session;
    private readonly VersionApply _apply;
    private readonly List<FolderStep> _steps = [];
    private FolderStanding? _standing;
    private bool _isPrepared;

    // Whether the last commit may not be on disk yet.
    private bool _isFollowed;

    private FolderRun(
        EngineContext context,
        MigrationFolder folder,
        FolderOptions options,
        RunnerLock runner,
        DatabaseSession session
    )
    {
        _context = context;
        _folder = folder;
        _options = options;
        _runner = runner;
        _session = session;
        _journal = new VersionJournal(options.Source, context.Clock);
        _other = new OtherTool(_journal, folder, options);
        _apply = new VersionApply(context, runner, session, _journal, _other, options);
    }

    /// <summary>What is to be applied, in its order; empty before <see cref="EnsureReadyAsync"/>.</summary>
    public IReadOnlyList<FolderVersion> Due { get; private set; } = [];

    /// <summary>The migrations of the folder and of the journal; empty before <see cref="EnsureReadyAsync"/>.</summary>
    public IReadOnlyList<FolderVersion> Versions => _standing?.Versions ?? [];

    internal IReadOnlyList<string> AcceptedEdits { get; private set; } = [];

    internal FolderStanding Standing =>
        _standing ?? throw new InvalidOperationException("The run was not made ready.");

    /// <summary>How many archives wait for migrations that are applied.</summary>
    /// <param name="pending">The versions that are not.</param>
    /// <param name="cancellation">Ends the look.</param>
    internal async Task<int> CountArchivesAsync(
        IReadOnlyList<FolderVersion> pending,
        CancellationToken cancellation
    ) =>
        (await ArchiveEntry.ReadAsync(_session, _options.Source, cancellation)).Count(archive =>
            pending.All(version => version.Migration?.Key != archive.Version)
        );

    internal static async Task<FolderRun> BeginAsync(
        EngineContext context,
        MigrationFolder folder,
        FolderOptions options,
        CancellationToken cancellation
    )
    {
        var runner = await RunnerLock.AcquireAsync(context, cancellation);
        try
        {
            var session = await context.OpenAsync(cancellation);
            var run = new FolderRun(context, folder, options, runner, session);
            try
            {
                await runner.EnsureSameServerAsync(session, cancellation);
                return run;
            }
            catch
            {
                await session.DisposeAsync();
                throw;
            }
        }
        catch
        {
            await runner.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether anything of the source was ever applied or recorded.</summary>
    public Task<bool> HasHistoryAsync(CancellationToken cancellation = default) =>
        _journal.HasHistoryAsync(_session, cancellation);

    /// <summary>Records migrations as applied that are, without running them.</summary>
    /// <param name="migrations">The migrations.</param>
    /// <param name="from">Who applied them.</param>
    /// <param name="cancellation">Rolls back.</param>
    public async Task RecordAsync(
        IReadOnlyCollection<FolderMigration> migrations,
        string from,
        CancellationToken cancellation = default
    )
    {
        await _session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        try
        {
            if (!await VersionSchema.ExistsAsync(_session, cancellation))
            {
                await VersionSchema.CreateAsync(_session, cancellation);
            }

            foreach (var migration in migrations)
            {
                await _journal.AdoptAsync(_session, migration, from, cancellation);
            }

            await _runner.EnsureHeldAsync(cancellation);
            await _session.CommitAsync(cancellation);
        }
        finally
        {
            await _session.RollbackAsync();
        }
    }

    /// <summary>Reads the journal, and refuses what an apply would not run.</summary>
    /// <exception cref="MigrationException">Folder, journal and options do not fit together.</exception>
    public async Task EnsureReadyAsync(CancellationToken cancellation = default)
    {
        var entries = await _journal.ReadAsync(_session, cancellation);
        _standing = FolderStanding.Of(_folder, entries);
        _standing.EnsureApplicable(_options.AcceptEdit, _options.OutOfOrder);
        await _other.EnsureNoneAsync(_session, entries, cancellation);
        Due = FolderSelection.ToApply(_standing, _options);
        // All scripts are divided before the first one runs: an error in the last one is no reason to stop half-way.
        foreach (var version in Due)
        {
            ResumedParts.EnsureSame(version, version.Migration!.Up.Parts());
            DroppedDatabases.EnsureNone(version.Migration.Up);
        }

        await BatchDeclarations.EnsureAsync(
            _session,
            Due.Select(version => (version, version.Migration!.Up)),
            cancellation
        );
        if (Due.Count > 0)
        {
            _context.Options.Approved?.EnsureSameOrEnd(
                FolderOutline.Of(
                    MigrationDirection.Up,
                    _options.Source,
                    _session.Connection.Database,
                    Due.Select(due => (due, due.Migration!.Up))
                )
            );
        }
    }

    /// <summary>Applies one of those that are due, with its entry in the journal.</summary>
    /// <param name="version">The migration.</param>
    /// <param name="cancellation">Rolls back; of a script without a transaction stays what is done.</param>
    /// <exception cref="MigrationException">It was not applied.</exception>
    public Task<FolderStep> ApplyAsync(
        FolderVersion version,
        CancellationToken cancellation = default
    ) => ApplyAsync(version, isFollowed: false, cancellation);

    /// <summary>The same where another one follows at once: the commit is not waited for, but that of the last one is, or the end.</summary>
    internal async Task<FolderStep> ApplyAsync(
        FolderVersion version,
        bool isFollowed,
        CancellationToken cancellation
    )
    {
        await PrepareAsync(cancellation);
        _context.Tell($"apply {version.Title}");
        var parts = version.Migration!.Up.Parts();
        try
        {
            _isFollowed |= isFollowed;
            var step = await _apply.RunAsync(version, parts, isFollowed, cancellation);
            _isFollowed = isFollowed;
            _steps.Add(step);
            return step;
        }
        catch (ScriptFailedException failure)
        {
            throw new ScriptFailedException(
                failure.Location,
                failure.SqlState,
                failure.Message,
                failure.Detail,
                failure.Hint,
                failure,
                InterruptedFolder.Remedy(failure, parts, _steps)
            );
        }
        catch (DataTouchedException failure)
        {
            throw new DataTouchedException(
                failure.Message,
                $"{failure.Remedy}\n{InterruptedFolder.Standing(parts, _steps)}"
            );
        }
    }

    /// <inheritdoc cref="PartRun.CheckImageAsync"/>
    internal Task CheckImageAsync() => _apply.CheckImageAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await FlushAsync();
        await _apply.DisposeAsync();
        await _session.DisposeAsync();
        await _runner.DisposeAsync();
    }

    /// <summary>What a failed run has applied before is said to stay: then it is on disk.</summary>
    private async Task FlushAsync()
    {
        try
        {
            if (_isFollowed && _session.Connection.FullState == ConnectionState.Open)
            {
                await _apply.FlushAsync();
            }
        }
        catch (NpgsqlException)
        {
            // The session is gone. What the run itself has to say must not be hidden by that.
        }
    }

    internal async Task PrepareAsync(CancellationToken cancellation)
    {
        if (_isPrepared)
        {
            return;
        }

        await _session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        try
        {
            if (!await VersionSchema.ExistsAsync(_session, cancellation))
            {
                await VersionSchema.CreateAsync(_session, cancellation);
            }

            await _other.RecordIgnoredAsync(_session, cancellation);

            List<FolderVersion> accepted =
            [
                .. Standing.Versions.Where(version =>
                    version is { State: VersionState.Edited, Migration.IsRepeatable: false }
                ),
            ];
            foreach (var edited in accepted)
            {
                await _journal.AcceptEditAsync(
                    _session,
                    edited.Entry!,
                    edited.Migration!,
                    cancellation
                );
            }

            await _session.CommitAsync(cancellation);
            _isPrepared = true;
            AcceptedEdits = [.. accepted.Select(version => version.Migration!.Up.File)];
        }
        finally
        {
            await _session.RollbackAsync();
        }
    }
}
