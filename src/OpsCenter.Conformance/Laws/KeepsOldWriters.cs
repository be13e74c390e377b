using System.Globalization;
using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Conformance.Writers;

namespace OpsCenter.Conformance.Laws;

/// <summary>keeps-old-writers: programs written for the base work as before.</summary>
internal sealed class KeepsOldWriters : Law
{
    private const int MaximumEvidence = 5;

    public override string Id => "keeps-old-writers";

    public override string Promise =>
        "Statements written for the base have the same effect after the up script: the same errors, row "
        + "counts and results.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var scratch = await trial.CreateBaseAsync(cancellation);
        var rows = await RowGenerator.ReadAsync(
            scratch.DataSource,
            trial.Seed,
            trial.Pair.Metadata,
            cancellation
        );
        var derived = new DerivedWriters(rows);
        var concerned = ConcernedTables.Of(
            rows.Catalog,
            await trial.BaseImageAsync(cancellation),
            await trial.MigratedImageAsync(cancellation)
        );
        IReadOnlyList<OldWriter> writers = trial.Pair.OldWriters is { } given
            ? [.. given.Statements.Select(statement => new OldWriter(null, [], statement.Text))]
            :
            [
                .. await derived.DeriveAsync(concerned, cancellation),
                .. await DerivedViewWriters.DeriveAsync(
                    rows,
                    await TableCatalog.ViewsAsync(
                        scratch.DataSource,
                        trial.Pair.Metadata,
                        cancellation
                    ),
                    concerned,
                    cancellation
                ),
            ];

        if (writers.Count == 0 && concerned.Count < rows.Catalog.Tables.Count)
        {
            return LawOutcome.Holds(
                "The up script changes no table of the base, no row of it, and nothing that statements on it use."
            );
        }

        if (writers.Count == 0)
        {
            return LawOutcome.NothingToCheck(
                "There is no statement of an old program: the base has no table with columns, and --writers names none."
            );
        }

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
                    rows.Catalog,
                    cancellation
                )
            );
        }

        var failing = writers
            .Select((writer, at) => (writer.Sql, On: results[0][at]))
            .Where(_ => trial.Pair.OldWriters is not null)
            .Where(tried => tried.On.SqlState is not null)
            .Select(tried =>
                $"A statement of the writers already fails on the base: {tried.On.SqlState} "
                + $"({tried.On.Message}), by: {tried.Sql}"
            )
            .ToArray();
        if (failing.Length > 0 && failing.Length == writers.Count)
        {
            return LawOutcome.NotChecked(
                "All statements of the writers fail on the base. " + failing[0]
            );
        }

        return LawOutcome.Of(
            RepeatedEvidence
                .Once(
                    writers
                        .Select(
                            (writer, at) =>
                                (
                                    writer.Sql,
                                    Difference: WriterComparison.Difference(
                                        writer,
                                        results[0][at],
                                        results[1][at],
                                        results[2][at],
                                        TableOf(rows.Catalog, writer)
                                    )
                                )
                        )
                        .Where(changed => changed.Difference is not null)
                        .Select(changed => new Evidence(
                            $"A statement written for the base has a different effect: {changed.Difference}."
                        )
                        {
                            Statement = changed.Sql,
                            Samples = [changed.Sql],
                        })
                )
                .Take(MaximumEvidence),
            [
                .. derived.Notes,
                .. LeftOut(trial, rows.Catalog, concerned),
                .. failing.Take(MaximumEvidence),
            ]
        );
    }

    private static IEnumerable<string> LeftOut(
        Trial trial,
        TableCatalog catalog,
        IReadOnlyList<TableShape> concerned
    ) =>
        trial.Pair.OldWriters is null && concerned.Count < catalog.Tables.Count
            ?
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Of {catalog.Tables.Count} tables those {concerned.Count} were tried that the up script concerns."
                ),
            ]
            : [];

    private static TableShape? TableOf(TableCatalog catalog, OldWriter writer) =>
        (writer.Table ?? writer.WholeTable) is { } name ? catalog.Find(name) : null;
}
