using System.Diagnostics;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance;

/// <summary>Checks a migration against laws.</summary>
public static class ConformanceCheck
{
    /// <summary>Checks the laws one after the other; a migration that fails on its base is told as such once.</summary>
    /// <param name="pair">The migration.</param>
    /// <param name="server">Where databases for it are made and dropped.</param>
    /// <param name="laws">Which laws; null for all.</param>
    /// <param name="seed">What random choices begin with.</param>
    /// <param name="progress">Told of each verdict as it is found.</param>
    /// <param name="cancellation">Ends it.</param>
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
        // Built first: that it cannot be is nobody's broken promise.
        await trial.BaseImageAsync(cancellation);
        await server.DropSparedAsync();
        var results = new List<LawResult>();
        foreach (var law in laws ?? AllLaws.InOrder)
        {
            var result = await CheckAsync(trial, law, cancellation);
            if (result.Verdict == Verdict.Broken)
            {
                result = result with { Kept = server.KeepSpared() };
            }

            await server.DropSparedAsync();
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
            if (law.NeedsWorkingUp)
            {
                await trial.MigratedImageAsync(cancellation);
            }

            return await law.CheckAsync(trial, cancellation);
        }
        catch (PreparationFailedException failure)
        {
            return LawOutcome.NotChecked(
                $"The way forward does not work undisturbed: {failure.Message}"
            );
        }
    }
}
