using OpsCenter.Conformance.Databases;
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
                trial.Pair.BookSchemas,
                cancellation
            ),
            database,
            known
        );
        await use.WriteAsync(cancellation);
        var before = await BaseTablesAsync(database, known, cancellation);
        var run = await trial.DownAsync(database, cancellation: cancellation);
        var after = await DataSnapshot.TakeAsync(database.DataSource, [], cancellation);
        var everything = string.Join(
            '\u001f',
            after.Tables.Values.SelectMany(table => table.Rows).SelectMany(row => row)
        );
        return LawOutcome.Of(
            DataComparison
                .Losses(before, after)
                .Select(ScriptEvidence.Of)
                .Concat(Lost(use.Written, everything)),
            [
                .. use.Notes,
                .. run.Error is { } error
                    ? new[] { $"The way back refuses once rows were written: {error}." }
                    : [],
            ]
        );
    }

    private static async Task<DataSnapshot> BaseTablesAsync(
        ScratchDatabase database,
        DataSnapshot known,
        CancellationToken cancellation
    )
    {
        var all = await DataSnapshot.TakeAsync(database.DataSource, [], cancellation);
        return all.Where(
                (table, column) =>
                    known.Tables.TryGetValue(table.Name, out var was) && was.IndexOf(column) >= 0
            )
            .WithSequences(known.Sequences.ContainsKey);
    }

    private static IEnumerable<Evidence> Lost(IEnumerable<NewValue> written, string everything) =>
        written
            .Where(value => !MarkSearch.Has(everything, value.Value.Marks))
            .GroupBy(value => (value.Table, value.Column))
            .Select(lost => new Evidence(
                $"What was written to {lost.Key.Table}.{lost.Key.Column} since the way forward is nowhere after the way back."
            )
            {
                Samples = [.. lost.Select(value => value.Value.Literal).Take(5)],
            });
}
