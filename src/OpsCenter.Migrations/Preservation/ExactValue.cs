using Npgsql;

namespace OpsCenter.Migrations.Preservation;

/// <summary>
/// Writes a column so that a hash sees every difference in it. Hashing follows SQL equality: numeric 2.5 and 2.50, 0 and -0, an
/// interval of a day and of 24 hours, and texts that a collation calls equal would hash the same.
/// </summary>
internal static class ExactValue
{
    private static readonly NpgsqlCommandBuilder Quoting = new();

    public static string Of(PreservedColumn column) => Of(column.Name, column.Type);

    public static string Of(string name, uint type)
    {
        var column = $"t.{Quoting.QuoteIdentifier(name)}";
        return type switch
        {
            // bool, bytea, "char", name, int2, int4, oid, date, uuid: equal means identical, and no bit is lost in the hash.
            16 or 17 or 18 or 19 or 21 or 23 or 26 or 1082 or 2950 => column,
            // int8, timestamp, timestamptz: their hash folds 64 bits into 32; their bytes do not.
            20 => $"pg_catalog.int8send({column})",
            1114 => $"pg_catalog.timestamp_send({column})",
            1184 => $"pg_catalog.timestamptz_send({column})",
            // text, varchar: byte by byte, whatever the column's collation calls equal.
            25 or 1043 => $"{column} collate \"C\"",
            // The reg* types: the oid, because their text depends on the search_path.
            24 or 2202 or 2203 or 2204 or 2205 or 2206 or 3734 or 3769 or 4089 or 4096 or 4191 =>
                $"{column}::pg_catalog.oid",
            // Everything else as its output function writes it. A cast to text would strip the blanks of a bpchar.
            _ => $"row({column})::text collate \"C\"",
        };
    }

    public static string Table(string schema, string name) =>
        $"{Quoting.QuoteIdentifier(schema)}.{Quoting.QuoteIdentifier(name)}";
}
