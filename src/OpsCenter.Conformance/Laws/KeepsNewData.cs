using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Conformance.Writers;

namespace OpsCenter.Conformance.Laws;

/// <summary>keeps-new-data: data written after the up script still exists after the down script.</summary>
internal sealed class KeepsNewData : Law
{
    public override string Id => "keeps-new-data";

    public override string Promise =>
        "After the down script, rows written since the up script are in their tables, and values that have "
        + "no column in the base are elsewhere in the database.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var known = (await trial.BaseImageAsync(cancellation)).Data;
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var writer = new NewWriter(
            await RowGenerator.ReadAsync(
                database.DataSource,
                trial.Seed,
                trial.Pair.Metadata,
                cancellation
            ),
            database,
            known
        );
        await writer.WriteAsync(cancellation);
        // The down script may delete the rows that the up script itself inserted.
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
                .Select(EvidenceFactory.From)
                .Concat(lost.In(writer.Written)),
            [
                .. writer.Notes,
                .. lost.Undecided(writer.Written),
                .. run.Error is { } error
                    ? new[] { $"The down script refuses to run after rows were written: {error}." }
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
