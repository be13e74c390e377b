using System.Text.RegularExpressions;

namespace OpsCenter.Schema.V1;

/// <summary>
/// A script of V1 for a session that searches pg_catalog only: its tables, functions and sequences get the name of their schema. By their
/// bare names psql finds them on the search_path, on which functions and operators of others may stand, too.
/// </summary>
internal static partial class SeedScript
{
    /// <param name="text">The script.</param>
    /// <param name="schema">Where V1 is built.</param>
    public static string In(string text, string schema)
    {
        var name = Quoted(schema, '"');
        var qualified = Relation().Replace(text, match => $"{match.Value}{name}.");
        // What a literal holds is read by regclass, which knows no escapes.
        var plain = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        qualified = Sequence()
            .Replace(
                qualified,
                match =>
                    $"{match.Groups[1].Value}{Quoted($"{plain}.{match.Groups[2].Value}", '\'')}"
            );
        qualified = Extension().Replace(qualified, match => $"{match.Value} schema {name}");
        return qualified.Replace(
            "current_schema()",
            Quoted(schema, '\''),
            StringComparison.Ordinal
        );
    }

    /// <summary>An identifier or a literal. A dollar sign is escaped: the scripts are dollar-quoted.</summary>
    public static string Quoted(string text, char quote)
    {
        var doubled = text.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal);
        return doubled.Contains('$', StringComparison.Ordinal)
            ? $"U&{quote}{doubled.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("$", "\\0024", StringComparison.Ordinal)}{quote}"
            : $"{quote}{doubled}{quote}";
    }

    [GeneratedRegex(
        @"\b(?:table|on|references|into|from|function)\s+(?=(?:llm_[a-z_]+|user_(?:api_keys|llm_settings)|update_[a-z_]+_updated_at)\b)"
    )]
    private static partial Regex Relation();

    [GeneratedRegex(@"((?:setval|nextval)\()'(\w+)'")]
    private static partial Regex Sequence();

    [GeneratedRegex("create extension if not exists [^;]+")]
    private static partial Regex Extension();
}
