using System.Text.RegularExpressions;

namespace OpsCenter.V1Traffic.Statements;

/// <summary>A statement with the values of its parameters; null is NULL.</summary>
internal sealed partial record Statement(string Sql, params IReadOnlyList<object?> Values)
{
    /// <summary>Command and table, such as <c>select llm_models</c>.</summary>
    public string Summary =>
        $"{Sql[..Sql.IndexOf(' ', StringComparison.Ordinal)]} {Table().Match(Sql).Groups[1].Value}";

    [GeneratedRegex(@"\b(?:from|into|update)\s+(\w+)")]
    private static partial Regex Table();
}
