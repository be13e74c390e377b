using System.Diagnostics;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance;

/// <summary>Checks a migration against laws.</summary>
public static class ConformanceCheck
{
    /// <summary>Checks the laws in order and returns the report.</summary>
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
        var trial = new Trial(pair, server, seed);
        // The base is built first: an error in it is not a broken law.
        await trial.BaseImageAsync(cancellation);
        await server.DropRetainedAsync();
        var results = new List<LawResult>();
        foreach (var law in laws ?? AllLaws.InOrder)
        {
            var result = await CheckAsync(trial, law, cancellation);
            if (result.Verdict == Verdict.Broken)
            {
                result = result with { Kept = server.KeepRetained() };
            }

            await server.DropRetainedAsync();
            results.Add(result);
            progress?.Report(result);
        }

        return new ConformanceReport(pair.Name, server.Major, seed, results);
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
        var declared = trial.Pair.Declared.FirstOrDefault(declared => declared.Law == law.Id);
        var verdict =
            outcome.Evidence.Count > 0
                ? declared is null
                    ? Verdict.Broken
                    : Verdict.Declared
                : outcome.Obstacle is null
                    ? Verdict.Holds
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
        try
        {
            if (law.RequiresSuccessfulUp)
            {
                await trial.MigratedImageAsync(cancellation);
            }

            return await law.CheckAsync(trial, cancellation);
        }
        catch (PreparationFailedException failure)
        {
            return LawOutcome.NotChecked($"The up script fails without a fault: {failure.Message}");
        }
    }
}
