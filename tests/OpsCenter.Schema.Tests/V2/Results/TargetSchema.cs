namespace OpsCenter.Schema.Tests.V2.Results;

/// <summary>The description of the schema that V2 leads to, beside these tests.</summary>
internal static class TargetSchema
{
    /// <summary>The new tables by their names, each as its columns, keys and indexes, a line each.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> NewTables { get; } =
        Read()
            .Split("### ", StringSplitOptions.RemoveEmptyEntries)
            .Select(section => section.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(
                lines => lines[0].Trim(),
                lines => (IReadOnlyList<string>)[.. lines.Skip(1).Where(IsFact)],
                StringComparer.Ordinal
            );

    private static bool IsFact(string line) =>
        !line.StartsWith("| column", StringComparison.Ordinal)
        && !line.StartsWith("|---", StringComparison.Ordinal);

    private static string Read()
    {
        using var stream = typeof(TargetSchema).Assembly.GetManifestResourceStream(
            "V2/new_tables.md"
        )!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
