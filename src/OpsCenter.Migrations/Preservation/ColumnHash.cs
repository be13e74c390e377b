using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>
/// The 64-bit hash of one column, an expression that is never null. The server's hash functions follow SQL equality: numeric 2.5 and
/// 2.50 hash the same, and so do 0 and -0, an interval of a day and of 24 hours, and texts that a collation calls equal; a numeric's
/// sign is not hashed at all. So a function is called directly only where equal means identical, or on what tells them apart.
/// </summary>
internal static class ColumnHash
{
    /// <summary>2^32 microseconds: date_bin with it drops the lower half of a timestamp.</summary>
    private const string HalfOfTimestamp = "'4294.967296 seconds'::pg_catalog.interval";

    private const string Epoch = "'2000-01-01'::pg_catalog.timestamp";

    /// <summary>The hash of a column that stands at a place of the row; equal values at two places hash differently.</summary>
    public static string Of(string name, uint type, int place, bool hasDateBin)
    {
        var column = SqlName.Column(name);
        var seed = HashConstant.Literal(2 * place);
        var hash = type switch
        {
            16 => $"pg_catalog.hashint4extended({column}::pg_catalog.int4, {seed})",
            18 => $"pg_catalog.hashcharextended({column}, {seed})",
            19 => $"pg_catalog.hashnameextended({column}, {seed})",
            // int8: its hash folds 64 bits into 32; the upper half by itself, as the seed, takes the fold back.
            20 =>
                $"pg_catalog.hashint8extended({column}, pg_catalog.hashint4extended(({column} >> 32)::pg_catalog.int4, {seed}))",
            21 => $"pg_catalog.hashint2extended({column}, {seed})",
            23 => $"pg_catalog.hashint4extended({column}, {seed})",
            26 => $"pg_catalog.hashoidextended({column}, {seed})",
            2950 => $"pg_catalog.uuid_hash_extended({column}, {seed})",
            // text, varchar: byte by byte, whatever the column's collation calls equal.
            25 or 1043 => OfText(column, seed),
            // bytea, date, timestamptz, float4, float8: their bytes.
            17 => OfBytes(column, seed),
            1082 => OfBytes($"pg_catalog.date_send({column})", seed),
            1184 => OfBytes($"pg_catalog.timestamptz_send({column})", seed),
            700 => OfBytes($"pg_catalog.float4send({column})", seed),
            701 => OfBytes($"pg_catalog.float8send({column})", seed),
            1114 => OfTimestamp(column, seed, hasDateBin),
            // json, numeric, jsonb: what they print is all that is in them.
            114 or 1700 or 3802 => OfText($"{column}::pg_catalog.text", seed),
            // The reg* types: the oid, because their text depends on the search_path.
            24 or 2202 or 2203 or 2204 or 2205 or 2206 or 3734 or 3769 or 4089 or 4096 or 4191 =>
                $"pg_catalog.hashoidextended({column}::pg_catalog.oid, {seed})",
            // Everything else as its output function writes it. A cast to text would strip the blanks of a bpchar.
            _ => OfText($"row({column})::pg_catalog.text", seed),
        };
        return $"coalesce({hash}, {HashConstant.Literal(2 * place + 1)})";
    }

    private static string OfText(string text, string seed) =>
        $"pg_catalog.hashtextextended({text} collate pg_catalog.\"C\", {seed})";

    // Before 18 a bytea's own hash function cannot be called from SQL; an array's calls it.
    private static string OfBytes(string bytes, string seed) =>
        $"pg_catalog.hash_array_extended(array[{bytes}], {seed})";

    /// <summary>As int8. Before the epoch servers differ in what date_bin does, so there it is the bytes.</summary>
    private static string OfTimestamp(string column, string seed, bool hasDateBin)
    {
        var bytes = OfBytes($"pg_catalog.timestamp_send({column})", seed);
        return hasDateBin
            ? $"case when {column} >= {Epoch} then pg_catalog.timestamp_hash_extended({column}, "
                + $"pg_catalog.timestamp_hash_extended(pg_catalog.date_bin({HalfOfTimestamp}, {column}, {Epoch}), {seed})) "
                + $"else {bytes} end"
            : bytes;
    }
}
