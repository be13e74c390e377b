using System.Globalization;
using OpsCenter.Conformance.Locks;
using OpsCenter.Conformance.Scripts;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>Turns what a script did under locks into evidence.</summary>
internal static class LockEvidence
{
    /// <summary>A strong lock.</summary>
    /// <param name="who">Whose, as the beginning of a sentence.</param>
    /// <param name="held">The lock.</param>
    public static Evidence Of(string who, HeldLock held) =>
        new($"{who} took {held.Strength.InWords()} on {held.Relation.Name}.")
        {
            Statement = Place(held.Statement, held.Command),
            Samples = [Duration(held)],
        };

    /// <summary>Strong locks on several tables in one transaction.</summary>
    public static Evidence Together(string who, IReadOnlyList<HeldLock> held) =>
        new(
            $"{who} held strong locks on {held.Count} tables in one transaction: whoever takes them in another order waits for ever, and one long reader of one stops the traffic of all."
        )
        {
            Statement = Place(held[^1].Statement, held[^1].Command),
            Samples =
            [
                .. held.Select(one =>
                    $"{one.Strength.InWords()} on {one.Relation.Name}, {Duration(one)}: {Place(one.Statement, one.Command)}"
                ),
            ],
        };

    /// <summary>A table that was read from end to end.</summary>
    public static Evidence Scan(
        string who,
        LockSample sample,
        WatchedRelation table,
        LockStrength strength
    ) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{who} read all {table.Rows} rows of {table.Name} under {strength.InWords()}: on a big table others wait that long."
            )
        )
        {
            Statement = Place(sample.Statement, sample.Command),
        };

    /// <summary>A table or index that was written anew.</summary>
    public static Evidence Rewrite(string who, LockSample sample, WatchedRelation relation) =>
        new($"{who} rewrote {(relation.IsTable ? "the table" : "the index")} {relation.Name}.")
        {
            Statement = Place(sample.Statement, sample.Command),
        };

    private static string Place(SqlStatement statement, string? command) =>
        command is null ? statement.Summary : $"{command} in: {statement.Summary}";

    private static string Duration(HeldLock held) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"held for {held.Held.TotalMilliseconds:0.0} ms"
        );
}
