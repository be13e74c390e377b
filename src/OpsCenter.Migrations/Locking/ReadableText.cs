namespace OpsCenter.Migrations.Locking;

/// <summary>
/// Text of other sessions as SQL that never fails. It may have bytes that no conversion to the client takes: in SQL_ASCII any, elsewhere
/// characters without a place in Unicode. Then ASCII is left of it.
/// </summary>
internal static class ReadableText
{
    /// <param name="column">A column of type text or name.</param>
    public static string Of(string column) =>
        $"""
            case
                when pg_catalog.getdatabaseencoding() in ('UTF8', 'LATIN1') then {column}::text
                else pg_catalog.regexp_replace({column}::text, '[^ -~]', '?', 'g')
            end
            """;
}
