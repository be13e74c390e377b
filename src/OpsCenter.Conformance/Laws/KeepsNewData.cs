using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>keeps-new-data: what was written while the migration was in place is somewhere after the way back.</summary>
internal sealed class KeepsNewData : Law
{
    public override string Id => "keeps-new-data";

    public override string Promise =>
        "After the way back, rows written since the way forward are in their tables, and what the base has no place for is somewhere else in the database.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var known = (await trial.BaseImageAsync(cancellation)).Data;
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var use = new NewUse(
            await RowMaker.ReadAsync(
                database.DataSource,
                trial.Seed,
                trial.Pair.Books,
                cancellation
            ),
            database,
            known
        );
        await use.WriteAsync(cancellation);
        // What the way forward itself put into the base's tables, the way back may take out again.
        var own = BaseTables((await trial.MigratedImageAsync(cancellation)).Data, known)
            .AddedSince(known);
        var used = await DataSnapshot.TakeAsync(database.DataSource, [], cancellation);
        var before = BaseTables(used, known).Without(own);
        var run = await trial.DownAsync(database, cancellation: cancellation);
        var after = await DataSnapshot.TakeAsync(database.DataSource, [], cancellation);
        var lost = new LostValues(known, used, after);
        return LawOutcome.Of(
            DataComparison
                .Losses(before, after)
                .Where(difference => !difference.IsAddition)
                .Select(ScriptEvidence.Of)
                .Concat(lost.In(use.Written)),
            [
                .. use.Notes,
                .. lost.Untold(use.Written),
                .. run.Error is { } error
                    ? new[] { $"The way back refuses once rows were written: {error}." }
                    : [],
            ]
        );
    }

    private static DataSnapshot BaseTables(DataSnapshot all, DataSnapshot known) =>
        all.Where(
                (table, column) =>
                    known.Tables.TryGetValue(table.Name, out var was) && was.IndexOf(column) >= 0
            )
            .WithSequences(known.Sequences.ContainsKey);
}
