using System.Text.Json;
using System.Text.Json.Serialization;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Execution;

/// <summary>What a restore script leaves in the setting <c>opscenter.result</c> of its transaction.</summary>
/// <param name="Archives">The numbers of the archives that it took.</param>
/// <param name="Rows">Rows inserted into the migration's own tables.</param>
/// <param name="Values">Rows that were there before the migration, and were updated.</param>
/// <param name="Updated">The same by the OID of their table.</param>
internal sealed record RestoreResult(
    [property: JsonPropertyName("archives")] IReadOnlyList<int> Archives,
    [property: JsonPropertyName("rows")] long Rows,
    [property: JsonPropertyName("values")] long Values,
    [property: JsonPropertyName("updated")] IReadOnlyDictionary<long, long> Updated
)
{
    public static async Task<RestoreResult> ReadAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var text = await session.ScalarAsync<string>(
            "select pg_catalog.current_setting('opscenter.result')",
            cancellation
        );
        return JsonSerializer.Deserialize(text, RestoreResultJson.Default.RestoreResult)!;
    }
}
