using System.Globalization;
using System.Text.Json;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Locks;

/// <summary>The locks, reads and files of a transaction at one moment.</summary>
/// <param name="Statement">The statement that runs or has just ended.</param>
/// <param name="Command">The DDL command that starts or ends; null at the start and end of the statement.</param>
/// <param name="Transaction">The virtual transaction id.</param>
/// <param name="At">The time in seconds, from the clock of the server.</param>
/// <param name="Locks">The strongest lock mode held on each relation.</param>
/// <param name="Reads">The number of rows that the transaction has read from each watched table.</param>
/// <param name="Files">The file of each watched relation.</param>
internal sealed record LockSample(
    SqlStatement Statement,
    string? Command,
    string Transaction,
    double At,
    IReadOnlyDictionary<uint, LockMode> Locks,
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
            Numbers(root.GetProperty("locks"), value => (LockMode)value.GetInt32()),
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
