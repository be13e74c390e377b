namespace OpsCenter.Crash.Tests.Images;

/// <summary>
/// Every row of V2's tables and every value of V2's columns, wherever it is now: in its table, or in an archive that is complete.
/// </summary>
internal sealed class KeptValues
{
    // Of a V1 table the key and V2's columns, as the archive has them, where one has another value than it was born with.
    private const string Wanted = """
        select c.table_oid::regclass::text,
            case when bool_or(c.is_new) then 't.*' else 't.id, ' || string_agg(format('t.%I', c.object_name), ', ' order by c.column_number) end,
            case when bool_or(c.is_new) then 'true'
                else string_agg(format('t.%I is distinct from %s', c.object_name, coalesce(c.default_value, 'null')), ' or ') end
        from (
            select o.*, exists (
                select from opscenter.created_object t where t.kind = 'table' and t.table_oid = o.table_oid) as is_new
            from opscenter.created_object o
            where o.kind = 'column'
        ) as c
        group by c.table_oid
        order by 1
        """;

    private readonly IReadOnlyList<(string Table, string Columns, string Condition)> _tables;
    private readonly IReadOnlyList<string> _lines;

    private KeptValues(
        IReadOnlyList<(string Table, string Columns, string Condition)> tables,
        IReadOnlyList<string> lines
    )
    {
        _tables = tables;
        _lines = lines;
    }

    /// <summary>Of a database with V2; nothing of one without.</summary>
    public static async Task<KeptValues> TakeAsync(TestDatabase database)
    {
        if (!await ExistsAsync(database, "opscenter.created_object"))
        {
            return new KeptValues([], []);
        }

        var tables = (await database.RowsAsync(Wanted))
            .Select(row => (row[0]!, row[1]!, row[2]!))
            .ToList();
        return new KeptValues(tables, await ReadAsync(database, tables));
    }

    /// <summary>Nothing is lost, nothing is twice, in a database that has V2 again.</summary>
    public async Task ShouldAllBeThereAsync(TestDatabase database) =>
        DatabaseImage
            .Difference(_lines, await ReadAsync(database, _tables))
            .ShouldBeEmpty("V2's values differ.");

    private static async Task<IReadOnlyList<string>> ReadAsync(
        TestDatabase database,
        IReadOnlyList<(string Table, string Columns, string Condition)> tables
    )
    {
        var queries = tables
            .Select(table =>
                $"select '{table.Table}: ' || row({table.Columns})::text from {table.Table} as t where {table.Condition}"
            )
            .ToList();
        if (await ExistsAsync(database, "opscenter.archive"))
        {
            queries.AddRange(
                (
                    await database.RowsAsync(
                        """
                        select format('select %L || row(a.*)::text from %I.%I as a', source_table || ': ', archive_schema, archive_table)
                        from opscenter.archive
                        where state = 'complete'
                        """
                    )
                ).Select(row => row[0]!)
            );
        }

        return queries.Count == 0
            ? []
            :
            [
                .. (await database.RowsAsync(string.Join(" union all ", queries))).Select(row =>
                    row[0]!
                ),
            ];
    }

    private static Task<bool> ExistsAsync(TestDatabase database, string table) =>
        database.ScalarAsync<bool>($"select to_regclass('{table}') is not null");
}
