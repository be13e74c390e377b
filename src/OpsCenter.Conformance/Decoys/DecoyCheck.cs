using System.Globalization;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Decoys;

/// <summary>Runs a migration with each of several decoys.</summary>
internal static class DecoyCheck
{
    /// <summary>The outcome of a law about decoys.</summary>
    public static async Task<LawOutcome> RunAsync(
        Trial trial,
        IReadOnlyList<Decoy> decoys,
        CancellationToken cancellation
    )
    {
        if (decoys.Count == 0)
        {
            return LawOutcome.NothingToCheck("The up script adds nothing that has a name.");
        }

        var runner = await DecoyRun.CreateAsync(trial, cancellation);
        var evidence = new List<Evidence>();
        foreach (var decoy in decoys)
        {
            evidence.AddRange(await runner.RunAsync(decoy, cancellation));
        }

        return LawOutcome.Of(
            evidence,
            string.Create(CultureInfo.InvariantCulture, $"{decoys.Count} decoys were tried.")
        );
    }
}
