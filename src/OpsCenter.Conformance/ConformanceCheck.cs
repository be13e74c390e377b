using System.Diagnostics;
using System.Globalization;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance;

/// <summary>Checks a migration against laws.</summary>
public static class ConformanceCheck
{
    private const string Canceled = "The check was canceled.";

    private const string WithoutRows =
        "The up script fails on rows that the harness put into empty tables (see applies): this was checked without them.";

    /// <summary>A law needs seconds; a large base and a slow server make it minutes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Checks the laws in order and returns the report. A law that cannot be checked, for example because the check is
    /// canceled, is "not checked" with the reason.
    /// </summary>
    /// <param name="pair">The migration.</param>
    /// <param name="server">The server on which to create and drop databases.</param>
    /// <param name="laws">The laws to check; null for all.</param>
    /// <param name="seed">The seed of all random choices.</param>
    /// <param name="progress">Receives each verdict as soon as it is known.</param>
    /// <param name="cancellation">Stops the check.</param>
    /// <exception cref="PreparationFailedException">The base or its data cannot be built.</exception>
    public static async Task<ConformanceReport> RunAsync(
        MigrationPair pair,
        DatabaseServer server,
        IReadOnlyList<Law>? laws = null,
        int seed = 0,
        IProgress<LawResult>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(server);
        return await RunAsync(pair, [server], laws, seed, progress, cancellation);
    }

    /// <summary>
    /// Checks each law on several servers, one for each major. A law that is broken on one of them is broken; what was observed on
    /// some only names their majors.
    /// </summary>
    /// <exception cref="PreparationFailedException">The base or its data cannot be built.</exception>
    public static async Task<ConformanceReport> RunAsync(
        MigrationPair pair,
        IReadOnlyList<DatabaseServer> servers,
        IReadOnlyList<Law>? laws = null,
        int seed = 0,
        IProgress<LawResult>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(servers);
        return await RunAsync(
            [.. servers.Select(server => new Trial(pair, server, seed))],
            laws,
            progress,
            cancellation
        );
    }

    /// <summary>Checks the laws in order on the databases of the trials, one for each major.</summary>
    internal static async Task<ConformanceReport> RunAsync(
        IReadOnlyList<Trial> trials,
        IReadOnlyList<Law>? laws,
        IProgress<LawResult>? progress,
        CancellationToken cancellation
    )
    {
        // The base is built first: an error in it is not a broken law.
        foreach (var trial in trials)
        {
            await trial.BaseImageAsync(cancellation);
            await trial.Server.DropRetainedAsync();
        }

        var results = new List<LawResult>();
        foreach (var law in laws ?? AllLaws.InOrder)
        {
            var found = new List<(int Major, LawResult Result)>();
            foreach (var trial in law.ComparesMajors ? trials.Take(1) : trials)
            {
                found.Add((trial.Server.Major, await CheckAndKeepAsync(trial, law, cancellation)));
            }

            var result = MergedResult.Of(found);
            results.Add(result);
            if (result.Outcome.Obstacle != Canceled)
            {
                progress?.Report(result);
            }
        }

        return new ConformanceReport(
            trials[0].Pair.Name,
            trials[0].Server.Major,
            trials[0].Seed,
            results
        )
        {
            Majors = [.. trials.Select(trial => trial.Server.Major)],
        };
    }

    private static async Task<LawResult> CheckAndKeepAsync(
        Trial trial,
        Law law,
        CancellationToken cancellation
    )
    {
        var result = await CheckAsync(trial, law, cancellation);
        if (result.Verdict == Verdict.Broken)
        {
            result = result with { Kept = trial.Server.KeepRetained() };
        }

        if (!cancellation.IsCancellationRequested)
        {
            await trial.Server.DropRetainedAsync();
        }

        return result;
    }

    /// <summary>Checks one law.</summary>
    public static async Task<LawResult> CheckAsync(
        Trial trial,
        Law law,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(law);
        var watch = Stopwatch.StartNew();
        var outcome = await OutcomeAsync(trial, law, cancellation);
        outcome = outcome with { Evidence = [.. RepeatedEvidence.Once(outcome.Evidence)] };
        var declared = trial.Pair.Declared.FirstOrDefault(declared => declared.Law == law.Id);
        var verdict =
            outcome.Evidence.Count > 0
                ? declared is null
                    ? Verdict.Broken
                    : Verdict.Declared
                : outcome.Obstacle is null
                    ? Verdict.Holds
                    : outcome.IsVacuous
                        ? Verdict.NothingToCheck
                        : Verdict.NotChecked;
        return new LawResult(
            law.Id,
            law.Promise,
            verdict,
            outcome,
            declared?.Reason,
            watch.Elapsed
        );
    }

    private static async Task<LawOutcome> OutcomeAsync(
        Trial trial,
        Law law,
        CancellationToken cancellation
    )
    {
        if (cancellation.IsCancellationRequested)
        {
            return LawOutcome.NotChecked(Canceled);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        var check = StartAsync(trial, law, limit.Token);
        try
        {
            return await check.WaitAsync(limit.Token);
        }
        catch (PreparationFailedException failure)
        {
            return LawOutcome.NotChecked(
                SharedRole.IsInTheWay(failure.Error)
                    ? SharedRole.Explain(failure.Error)
                    : $"The up script fails without a fault: {failure.Message}"
            );
        }
        catch (SharedRoleException inTheWay)
        {
            return LawOutcome.NotChecked(inTheWay.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            await EndAsync(check);
            return LawOutcome.NotChecked(
                cancellation.IsCancellationRequested
                    ? Canceled
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"The check of this law did not end within {Limit.TotalMinutes:0} minutes."
                    )
            );
        }
        // An error of the harness, or one of the server that no law expects. The other laws are checked anyway.
        catch (Exception failure)
        {
            return LawOutcome.NotChecked(
                $"The harness could not check this law: {failure.Message.TrimEnd('.')} ({failure.GetType().Name})."
            );
        }
    }

    private static async Task<LawOutcome> StartAsync(
        Trial trial,
        Law law,
        CancellationToken cancellation
    )
    {
        if (law.RequiresSuccessfulUp)
        {
            try
            {
                await trial.MigratedImageAsync(cancellation);
            }
            catch (PreparationFailedException) when (trial.WithoutGeneratedRows is not null)
            {
                var found = await StartAsync(trial.WithoutGeneratedRows, law, cancellation);
                return found with { Notes = [.. found.Notes, WithoutRows] };
            }
        }

        var outcome = await law.CheckAsync(trial, cancellation);
        return
            outcome is { Evidence.Count: 0, Obstacle: null }
            && await trial.ChangesNothingAsync(cancellation)
            ? LawOutcome.NothingToCheck("The scripts change no object and no row of this base.")
            : outcome;
    }

    /// <summary>
    /// Waits a moment for a canceled check, which drops its databases. If it does not end in time, the disposal of the
    /// server drops them.
    /// </summary>
    private static Task<Task> EndAsync(Task check) =>
        Task.WhenAny(
            check.ContinueWith(
                _ => { },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            ),
            Task.Delay(Grace)
        );
}
