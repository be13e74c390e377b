namespace OpsCenter.Migrations.Backup;

/// <summary>Writes names as the patterns of pg_dump's options, which match these names and no other (manual, psql, "Patterns").</summary>
internal static class NamePattern
{
    public static string Of(string name) =>
        $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>One pattern for many tables of a schema; outside of quotes the regular expression's alternation counts.</summary>
    public static string AnyOf(string schema, IEnumerable<string> names) =>
        $"{Of(schema)}.({string.Join('|', names.Select(Of))})";
}
