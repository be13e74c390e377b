namespace OpsCenter.Crash.Tests.Images;

/// <summary>A hash of V1's tables over V1's columns alone, which no run may ever change.</summary>
internal sealed class V1Content
{
    private const string NotOfV2 = """
        and not exists (
            select from opscenter.created_object o
            where o.kind = 'column' and o.table_oid = a.attrelid and o.column_number = a.attnum)
        """;

    private readonly string _query;
    private readonly IReadOnlyList<string> _lines;

    private V1Content(string query, IReadOnlyList<string> lines)
    {
        _query = query;
        _lines = lines;
    }

    /// <summary>Of a database before V2, or with it.</summary>
    public static async Task<V1Content> TakeAsync(TestDatabase database)
    {
        var hasV2 = await database.ScalarAsync<bool>(
            "select to_regclass('opscenter.created_object') is not null"
        );
        var query = (await database.ScalarAsync<string>(QueryOf(hasV2 ? NotOfV2 : "")))!;
        return new V1Content(query, await ReadAsync(database, query));
    }

    public async Task ShouldBeUnchangedAsync(TestDatabase database) =>
        DatabaseImage
            .Difference(_lines, await ReadAsync(database, _query))
            .ShouldBeEmpty("V1's data differ.");

    private static string QueryOf(string condition) =>
        $"""
            select string_agg(format(
                'select %L || count(*) || '' rows, '' || coalesce(sum(hashtextextended(row(%s)::text, 0)::numeric), 0) from only %s as t',
                c.table_name || ': ', c.columns, c.table_name), ' union all ')
            from (
                select a.attrelid::regclass as table_name, string_agg(format('t.%I', a.attname), ', ' order by a.attnum) as columns
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid
                where c.relkind = 'r' and n.nspname = 'public' and a.attnum > 0 and not a.attisdropped {condition}
                group by a.attrelid
            ) as c
            """;

    private static async Task<IReadOnlyList<string>> ReadAsync(
        TestDatabase database,
        string query
    ) => [.. (await database.RowsAsync(query)).Select(row => row[0]!)];
}
