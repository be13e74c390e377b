using System.Diagnostics;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Conformance.Folders;

/// <summary>Checks the migrations of a folder, each on the database that all earlier ones make.</summary>
public sealed class FolderCheck
{
    private const string Canceled = "The check was canceled.";

    private readonly MigrationFolder _folder;
    private readonly IReadOnlyList<DatabaseServer> _servers;
    private readonly FolderCheckOptions _options;
    private readonly string _tool;

    private FolderCheck(
        MigrationFolder folder,
        IReadOnlyList<DatabaseServer> servers,
        FolderCheckOptions options
    )
    {
        _folder = folder;
        _servers = servers;
        _options = options;
        _tool = options.Tool ?? folder.Convention.Name;
    }

    /// <summary>Checks the selected migrations.</summary>
    /// <param name="folder">The migrations.</param>
    /// <param name="server">The server on which to create and drop databases.</param>
    /// <param name="options">Which migrations and laws; the defaults if null.</param>
    /// <param name="progress">Receives the verdicts of each migration as soon as they are known, in any order.</param>
    /// <param name="cancellation">Stops the check: what was not checked by then is "not checked".</param>
    /// <exception cref="PreparationFailedException">The base or its data cannot be built.</exception>
    public static Task<FolderReport> RunAsync(
        MigrationFolder folder,
        DatabaseServer server,
        FolderCheckOptions? options = null,
        IProgress<MigrationResult>? progress = null,
        CancellationToken cancellation = default
    ) => RunAsync(folder, [server], options, progress, cancellation);

    /// <summary>The same on several servers, one for each major: see <see cref="ConformanceCheck"/>.</summary>
    /// <exception cref="PreparationFailedException">The base or its data cannot be built.</exception>
    public static Task<FolderReport> RunAsync(
        MigrationFolder folder,
        IReadOnlyList<DatabaseServer> servers,
        FolderCheckOptions? options = null,
        IProgress<MigrationResult>? progress = null,
        CancellationToken cancellation = default
    ) =>
        new FolderCheck(folder, servers, options ?? new FolderCheckOptions()).RunAsync(
            progress,
            cancellation
        );

    private IReadOnlyList<int> Majors => [.. _servers.Select(server => server.Major)];

    private async Task<FolderReport> RunAsync(
        IProgress<MigrationResult>? progress,
        CancellationToken cancellation
    )
    {
        var watch = Stopwatch.StartNew();
        var chains = _servers.Select(server => new MigrationChain(server, _options)).ToList();
        foreach (var chain in chains)
        {
            await chain.Server.BuildAsync(chain.Present, cancellation);
        }

        var verdicts = await RememberedVerdicts.ReadAsync(
            _folder,
            _servers,
            _options,
            cancellation
        );
        var checks = new List<Task<MigrationResult>>();
        var releases = new List<Task>();
        var last = _folder.Migrations.LastOrDefault(migration =>
            _options.Selects(migration) && verdicts.Open(migration).Count > 0
        );
        var reached = last is null;
        string? obstacle = null;
        using var slots = new SemaphoreSlim(Math.Max(1, _options.Jobs));
        foreach (var migration in _folder.Migrations)
        {
            var selected = _options.Selects(migration);
            if (selected && verdicts.Open(migration).Count == 0)
            {
                var known = new MigrationResult(
                    migration,
                    ReportOf(migration, verdicts.Complete(migration, []))
                );
                progress?.Report(known);
                checks.Add(Task.FromResult(known));
                selected = false;
            }

            if (reached)
            {
                continue;
            }

            if (cancellation.IsCancellationRequested)
            {
                obstacle ??= Canceled;
            }

            if (obstacle is not null)
            {
                if (selected)
                {
                    checks.Add(Task.FromResult(NotReached(migration, obstacle)));
                }

                continue;
            }

            // Before the next databases are made: as many as there are jobs exist at a time.
            await slots.WaitAsync(CancellationToken.None);
            var trials = MigrationTrials.Of(migration, chains, _options, _tool);
            var check = selected
                ? CheckAsync(migration, trials.Judged, verdicts, progress, cancellation)
                : null;
            try
            {
                if (migration != last)
                {
                    await Task.WhenAll(
                        chains.Zip(
                            trials.Chained,
                            (chain, trial) => chain.AdvanceAsync(trial, cancellation)
                        )
                    );
                }
            }
            catch (PreparationFailedException failure)
            {
                obstacle = $"An earlier migration fails, {migration.Title}: {failure.Message}";
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                obstacle = Canceled;
            }
            // The verdicts for the migrations up to here count.
            catch (Exception failure)
            {
                obstacle =
                    $"The database after {migration.Title} could not be built: {failure.Message.TrimEnd('.')} ({failure.GetType().Name}).";
            }

            reached = migration == last;
            releases.Add(trials.ReleaseAsync(check, slots));
            checks.AddRange(check is null ? [] : [check]);
        }

        await Task.WhenAll(releases);
        var results = await Task.WhenAll(checks);
        return new FolderReport(
            _folder.Path,
            _folder.Convention.Name,
            _tool,
            _servers[0].Major,
            _options.Seed,
            [.. _options.Laws.Select(law => law.Id)],
            results,
            watch.Elapsed
        )
        {
            Majors = Majors,
        };
    }

    private async Task<MigrationResult> CheckAsync(
        FolderMigration migration,
        IReadOnlyList<Trial> trials,
        RememberedVerdicts verdicts,
        IProgress<MigrationResult>? progress,
        CancellationToken cancellation
    )
    {
        // Laws work on this thread until their first answer of the server.
        await Task.Yield();
        var result = await ResultAsync();
        progress?.Report(result);
        return result;

        async Task<MigrationResult> ResultAsync()
        {
            try
            {
                if (
                    _options.Engine is not null
                    && await EngineRefusal.FindAsync(
                        trials[0],
                        verdicts.Open(migration),
                        cancellation
                    )
                        is { } refused
                )
                {
                    return new MigrationResult(migration, ReportOf(migration, refused));
                }

                var report = await ConformanceCheck.RunAsync(
                    trials,
                    verdicts.Open(migration),
                    progress: null,
                    cancellation
                );
                return new MigrationResult(
                    migration,
                    report with
                    {
                        Results = verdicts.Complete(migration, report.Results),
                    }
                );
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return NotReached(migration, Canceled);
            }
            // As for a law that the harness cannot check: the other migrations are checked anyway.
            catch (Exception failure)
            {
                return NotReached(
                    migration,
                    $"The harness could not check this migration: {failure.Message.TrimEnd('.')} ({failure.GetType().Name})."
                );
            }
        }
    }

    private MigrationResult NotReached(FolderMigration migration, string obstacle) =>
        new(
            migration,
            ReportOf(
                migration,
                [
                    new LawResult(
                        "applies",
                        AllLaws.Find("applies")!.Promise,
                        Verdict.NotChecked,
                        LawOutcome.NotChecked(obstacle),
                        Reason: null,
                        TimeSpan.Zero
                    ),
                ]
            )
        );

    private ConformanceReport ReportOf(
        FolderMigration migration,
        IReadOnlyList<LawResult> results
    ) => new(migration.Title, _servers[0].Major, _options.Seed, results) { Majors = Majors };
}
