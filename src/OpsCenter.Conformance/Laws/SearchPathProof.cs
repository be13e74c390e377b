using OpsCenter.Conformance.Bases;
using OpsCenter.Conformance.Decoys;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>search-path-proof: what is in other schemas is neither taken for the migration's own nor touched.</summary>
internal sealed class SearchPathProof : Law
{
    public override string Id => "search-path-proof";

    public override string Promise =>
        "Where another schema, later on the search_path, has tables, columns, indexes and constraints of the same names, the scripts do the same as elsewhere, or refuse and change nothing.";

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
