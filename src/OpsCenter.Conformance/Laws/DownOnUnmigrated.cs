using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// down-on-unmigrated-is-a-no-op: on a database that was never migrated, the down script changes nothing.
/// </summary>
internal sealed class DownOnUnmigrated : Law
{
    public override string Id => "down-on-unmigrated-is-a-no-op";

    public override string Promise =>
        "On a database that was never migrated, the down script succeeds and writes only to the metadata of "
        + "the migration.";

    public override bool RequiresSuccessfulUp => false;

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        var metadata = await MetadataAsync(trial, database, cancellation);
        var mark = await PhysicalSnapshot.TakeAsync(database.DataSource, cancellation);
        var run = await trial.DownAsync(database, cancellation: cancellation);
        if (run.Error is { } error)
        {
            return LawOutcome.Of([EvidenceFactory.From("The down script fails", error)]);
        }

        var written = mark.WritesUntil(
            await PhysicalSnapshot.TakeAsync(database.DataSource, cancellation)
        );
        // Creating metadata tables writes to the catalogs. In that case only the schema images can be compared.
        var metadataChanged =
            metadata.DifferencesTo(await MetadataAsync(trial, database, cancellation)).Count > 0;
        return LawOutcome.Of(
            ImageComparison
                .Differences(
                    await trial.BaseImageAsync(cancellation),
                    await trial.ImageAsync(database, cancellation)
                )
                .Concat(
                    written
                        .Where(part =>
                            !IsMetadata(trial, part) && !(metadataChanged && IsCatalog(part))
                        )
                        .Select(part => new Evidence($"The down script wrote to {part}."))
                )
        );
    }

    private static Task<SchemaSnapshot> MetadataAsync(
        Trial trial,
        ScratchDatabase database,
        CancellationToken cancellation
    ) =>
        // An empty list would mean all schemas.
        SchemaSnapshot.TakeOfAsync(
            database.DataSource,
            [.. trial.Pair.MetadataSchemas, "pg_catalog"],
            cancellation
        );

    private static bool IsCatalog(string part) =>
        part.StartsWith("pg_catalog.", StringComparison.Ordinal);

    private static bool IsMetadata(Trial trial, string part) =>
        trial.Pair.MetadataSchemas.Any(schema =>
            part.StartsWith(schema + ".", StringComparison.Ordinal)
            || part.StartsWith($"\"{schema}\".", StringComparison.Ordinal)
        );
}
