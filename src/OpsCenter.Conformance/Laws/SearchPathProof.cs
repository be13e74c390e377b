using OpsCenter.Conformance.Bases;
using OpsCenter.Conformance.Decoys;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// search-path-proof: objects in other schemas are neither mistaken for those of the migration nor changed.
/// </summary>
internal sealed class SearchPathProof : Law
{
    public override string Id => "search-path-proof";

    public override string Promise =>
        "If a later schema on the search_path has tables, columns, indexes and constraints of the same "
        + "names, the scripts do the same work, or refuse without a change.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        var path =
            await database.ScalarAsync<string>(
                "select current_setting('search_path')",
                cancellation
            ) ?? "";
        var decoys = SchemaDecoys.Of(await BaseShape.ReadAsync(trial, cancellation), path);
        return await DecoyCheck.RunAsync(trial, decoys, cancellation);
    }
}
