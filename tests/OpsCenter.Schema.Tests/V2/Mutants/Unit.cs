using System.Text.Json;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>A unit of work that a script leaves to its runner (docs/architecture.md, "Online").</summary>
/// <param name="Script">Its statements, in a transaction if they belong in one.</param>
internal sealed record Unit(SqlScript Script)
{
    /// <summary>Reads the setting <c>opscenter.next</c>.</summary>
    public static IReadOnlyList<Unit> Parse(string next) =>
        next.Length == 0
            ? []
            : [.. JsonSerializer.Deserialize<JsonElement>(next).EnumerateArray().Select(Of)];

    private static Unit Of(JsonElement unit)
    {
        var statements = unit.GetProperty("statements")
            .EnumerateArray()
            .Select(s => s.GetString()!);
        return new Unit(
            new SqlScript(
                unit.GetProperty("message").GetString()!,
                string.Join(
                    ";\n",
                    unit.GetProperty("kind").GetString() == "alone"
                        ? statements
                        : ["begin", .. statements, "commit"]
                )
            )
        );
    }
}
