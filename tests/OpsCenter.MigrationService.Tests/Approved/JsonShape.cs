using System.Text.Json;

namespace OpsCenter.MigrationService.Tests.Approved;

/// <summary>The property names of a document with the kinds of their values: what a program that reads it relies on.</summary>
internal static class JsonShape
{
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var lines = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        Visit("", document.RootElement, lines);
        return string.Concat(
            lines.Select(line => $"{line.Key}: {string.Join(" or ", line.Value)}\n")
        );
    }

    private static void Visit(
        string path,
        JsonElement element,
        SortedDictionary<string, SortedSet<string>> lines
    )
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Visit($"{path}.{property.Name}".TrimStart('.'), property.Value, lines);
                }

                break;
            case JsonValueKind.Array:
                Add($"{path}", "array", lines);
                foreach (var item in element.EnumerateArray())
                {
                    Visit($"{path}[]", item, lines);
                }

                break;
            default:
                Add(path, KindOf(element.ValueKind), lines);
                break;
        }
    }

    private static string KindOf(JsonValueKind kind) =>
        kind switch
        {
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Null => "null",
            JsonValueKind.Number => "number",
            _ => "string",
        };

    private static void Add(
        string path,
        string kind,
        SortedDictionary<string, SortedSet<string>> lines
    )
    {
        if (!lines.TryGetValue(path, out var kinds))
        {
            lines[path] = kinds = new SortedSet<string>(StringComparer.Ordinal);
        }

        kinds.Add(kind);
    }
}
