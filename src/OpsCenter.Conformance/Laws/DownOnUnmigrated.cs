using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>down-on-unmigrated-is-a-no-op: where the migration never ran, the way back does nothing.</summary>
internal sealed class DownOnUnmigrated : Law
{
    public override string Id => "down-on-unmigrated-is-a-no-op";

    public override string Promise =>
        "On a database that was never migrated the way back ends without an error and writes nothing outside of the migration's books.";

    public override bool NeedsWorkingUp => false;

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        var books = await BooksAsync(trial, database, cancellation);
        var mark = await WriteMark.TakeAsync(database.DataSource, cancellation);
        var run = await trial.DownAsync(database, cancellation: cancellation);
        if (run.Error is { } error)
        {
            return LawOutcome.Of([ScriptEvidence.Of("The way back fails", error)]);
        }

        var written = mark.WrittenUntil(
            await WriteMark.TakeAsync(database.DataSource, cancellation)
        );
        // Who sets up books writes to the catalogs: then only what the catalogs say of the rest can be compared.
        var booksChanged =
            books.DifferencesTo(await BooksAsync(trial, database, cancellation)).Count > 0;
        return LawOutcome.Of(
            ImageComparison
                .Differences(
                    await trial.BaseImageAsync(cancellation),
                    await trial.ImageAsync(database, cancellation)
                )
                .Concat(
                    written
                        .Where(part => !IsBook(trial, part) && !(booksChanged && IsCatalog(part)))
                        .Select(part => new Evidence($"The way back wrote to {part}."))
                )
        );
    }

    private static Task<SchemaSnapshot> BooksAsync(
        Trial trial,
        ScratchDatabase database,
        CancellationToken cancellation
    ) =>
        // No schema named would mean all of them.
        SchemaSnapshot.TakeOfAsync(
            database.DataSource,
            [.. trial.Pair.BookSchemas, "pg_catalog"],
            cancellation
        );

    private static bool IsCatalog(string part) =>
        part.StartsWith("pg_catalog.", StringComparison.Ordinal);

    private static bool IsBook(Trial trial, string part) =>
        trial.Pair.BookSchemas.Any(schema =>
            part.StartsWith(schema + ".", StringComparison.Ordinal)
            || part.StartsWith($"\"{schema}\".", StringComparison.Ordinal)
        );
}
