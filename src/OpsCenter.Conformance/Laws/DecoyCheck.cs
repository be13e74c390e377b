using System.Globalization;
using OpsCenter.Conformance.Decoys;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>Tries decoys, one after the other.</summary>
internal static class DecoyCheck
{
    /// <summary>The evidence of every decoy that shows something.</summary>
    public static async Task<LawOutcome> RunAsync(
        Trial trial,
        IReadOnlyList<Decoy> decoys,
        CancellationToken cancellation
    )
    {
        var attempts = await DecoyTrial.CreateAsync(trial, cancellation);
        var evidence = new List<Evidence>();
        foreach (var decoy in decoys)
        {
            evidence.AddRange(await attempts.RunAsync(decoy, cancellation));
        }

        return LawOutcome.Of(
            evidence,
            string.Create(CultureInfo.InvariantCulture, $"{decoys.Count} decoys were tried.")
        );
    }
}
