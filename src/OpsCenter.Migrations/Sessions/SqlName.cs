using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>Names as they stand in a statement.</summary>
internal static class SqlName
{
    private static readonly NpgsqlCommandBuilder Quoting = new();

    /// <summary>A column of the relation whose alias is <c>t</c>.</summary>
    public static string Column(string name) => $"t.{Quoting.QuoteIdentifier(name)}";

    public static string Role(string name) => Quoting.QuoteIdentifier(name);

    public static string Table(string schema, string name) =>
        $"{Quoting.QuoteIdentifier(schema)}.{Quoting.QuoteIdentifier(name)}";
}
