namespace OpsCenter.Scripts.Statements;

/// <summary>Names in SQL text.</summary>
internal static class SqlIdentifier
{
    /// <summary>A name as the server knows it: in lower case, or what stands between the quotes.</summary>
    public static string Fold(string text) =>
        text.StartsWith('"')
            ? text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal)
            : text.ToLowerInvariant();
}
