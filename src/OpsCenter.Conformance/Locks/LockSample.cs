using System.Globalization;
using System.Text.Json;
using OpsCenter.Conformance.Scripts;

namespace OpsCenter.Conformance.Locks;

/// <summary>What a script's transaction held and had done at one moment.</summary>
/// <param name="Statement">The statement that ran or had just ended.</param>
/// <param name="Command">The DDL command within it that began or ended; null at the statement's own boundaries.</param>
/// <param name="Transaction">Which transaction.</param>
/// <param name="At">When, in seconds of the server's clock.</param>
/// <param name="Locks">The strong locks that it held: the strongest of each relation.</param>
/// <param name="Reads">How many rows the session had read of each watched table.</param>
/// <param name="Files">In which file each watched relation was.</param>
internal sealed record LockSample(
    SqlStatement Statement,
    string? Command,
    string Transaction,
    double At,
    IReadOnlyDictionary<uint, LockStrength> Locks,
    IReadOnlyDictionary<uint, long> Reads,
    IReadOnlyDictionary<uint, long> Files
)
{
    public static LockSample Parse(SqlStatement statement, string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new LockSample(
            statement,
            root.GetProperty("command").GetString(),
            root.GetProperty("transaction").GetString() ?? "",
            root.GetProperty("at").GetDouble(),
            Numbers(root.GetProperty("locks"), value => (LockStrength)value.GetInt32()),
            Numbers(root.GetProperty("reads"), value => value.GetInt64()),
            Numbers(root.GetProperty("files"), value => value.GetInt64())
        );
    }

    private static Dictionary<uint, T> Numbers<T>(JsonElement element, Func<JsonElement, T> read) =>
        element.ValueKind == JsonValueKind.Null
            ? []
            : element
                .EnumerateObject()
                .ToDictionary(
                    member => uint.Parse(member.Name, CultureInfo.InvariantCulture),
                    member => read(member.Value)
                );
}
