using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Conformance.Writers;

namespace OpsCenter.Conformance.Laws;

/// <summary>keeps-old-writers: a program that knows the base only goes on as before.</summary>
internal sealed class KeepsOldWriters : Law
{
    private const int Handful = 5;

    public override string Id => "keeps-old-writers";

    public override string Promise =>
        "Statements written for the base do the same after the way forward: the same errors, the same number of rows, the same results.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var workshop = await trial.CreateBaseAsync(cancellation);
        var maker = await RowMaker.ReadAsync(
            workshop.DataSource,
            trial.Seed,
            trial.Pair.Books,
            cancellation
        );
        var derived = new DerivedWriters(maker);
        IReadOnlyList<OldWriter> writers = trial.Pair.OldWriters is { } given
            ? [.. given.Statements.Select(statement => new OldWriter(null, [], statement.Text))]
            : await derived.DeriveAsync(cancellation);

        await using var before = await trial.CreateBaseAsync(cancellation);
        await using var again = await trial.CreateBaseAsync(cancellation);
        await using var after = await trial.CreateMigratedAsync(cancellation);
        var results = new List<IReadOnlyList<WriterResult>>();
        foreach (var database in new[] { before, again, after })
        {
            results.Add(
                await WriterSession.RunAsync(
                    database.DataSource,
                    writers,
                    maker.Catalog,
                    cancellation
                )
            );
        }

        var failing = writers
            .Select((writer, at) => (writer.Sql, On: results[0][at]))
            .Where(_ => trial.Pair.OldWriters is not null)
            .Where(tried => tried.On.SqlState is not null)
            .Select(tried =>
                $"A statement of the writers fails on the base, too: {tried.On.SqlState} ({tried.On.Message}), by: {tried.Sql}"
            )
            .ToArray();
        if (failing.Length > 0 && failing.Length == writers.Count)
        {
            return LawOutcome.NotChecked(
                "Nothing that the writers do succeeds on the base. " + failing[0]
            );
        }

        return LawOutcome.Of(
            writers
                .Select(
                    (writer, at) =>
                        (
                            writer.Sql,
                            Difference: WriterComparison.Difference(
                                writer.Sql,
                                results[0][at],
                                results[1][at],
                                results[2][at]
                            )
                        )
                )
                .Where(changed => changed.Difference is not null)
                .Take(Handful)
                .Select(changed => new Evidence(
                    $"A statement written for the base does something else: {changed.Difference}."
                )
                {
                    Statement = changed.Sql,
                    Samples = [changed.Sql],
                }),
            [.. derived.Notes, .. failing.Take(Handful)]
        );
    }
}
