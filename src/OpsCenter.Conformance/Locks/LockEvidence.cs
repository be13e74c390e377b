using System.Globalization;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Locks;

/// <summary>Creates evidence of locks and of slow work under locks.</summary>
internal static class LockEvidence
{
    /// <summary>A strong lock.</summary>
    /// <param name="script">The script, as the start of a sentence.</param>
    /// <param name="held">The lock.</param>
    public static Evidence Of(string script, HeldLock held) =>
        new($"{script} took {held.Mode.InWords()} on {held.Relation.Name}.")
        {
            Statement = Place(held.Statement, held.Command),
            Samples = [Duration(held)],
        };

    /// <summary>Strong locks on several tables in one transaction.</summary>
    public static Evidence Together(string script, IReadOnlyList<HeldLock> held) =>
        new(
            $"{script} held strong locks on {held.Count} tables in one transaction: sessions that lock them "
                + "in another order can deadlock with it, and a long-running reader of one table blocks all of "
                + "them."
        )
        {
            Statement = Place(held[^1].Statement, held[^1].Command),
            Samples =
            [
                .. held.Select(one =>
                    $"{one.Mode.InWords()} on {one.Relation.Name}, {Duration(one)}: {Place(one.Statement, one.Command)}"
                ),
            ],
        };

    /// <summary>A full scan of a table.</summary>
    public static Evidence Scan(
        string script,
        LockSample sample,
        WatchedRelation table,
        LockMode mode
    ) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{script} read all {table.Rows} rows of {table.Name} under {mode.InWords()}: on a large "
                    + $"table other sessions wait that long."
            )
        )
        {
            Statement = Place(sample.Statement, sample.Command),
        };

    /// <summary>A rewrite of a table or index.</summary>
    public static Evidence Rewrite(string script, LockSample sample, WatchedRelation relation) =>
        new($"{script} rewrote {(relation.IsTable ? "the table" : "the index")} {relation.Name}.")
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
