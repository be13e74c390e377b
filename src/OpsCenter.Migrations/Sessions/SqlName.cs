using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>Names as they stand in a statement.</summary>
internal static class SqlName
{
    private static readonly NpgsqlCommandBuilder Quoting = new();

    /// <summary>A column of the relation whose alias is <c>t</c>.</summary>
    public static string Column(string name) => $"t.{Quoting.QuoteIdentifier(name)}";

    public static string Role(string name) => Quoting.QuoteIdentifier(name);

    /// <summary>A text, the same whatever standard_conforming_strings is.</summary>
    public static string Literal(string text) =>
        $"E'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Table(string schema, string name) =>
        $"{Quoting.QuoteIdentifier(schema)}.{Quoting.QuoteIdentifier(name)}";
}
