namespace OpsCenter.Schema.Tests.V2.Results;

/// <summary>Reads a table from the catalog in the words of the target's description.</summary>
internal static class TableDescription
{
    private const string Query = """
        with t as (select '{0}'::regclass as oid)
        select replace(replace(line, 'character varying', 'varchar'), 'timestamp without time zone', 'timestamp')
        from (
            select 1 as part, lpad(a.attnum::text, 3, '0') as sort, format('| %s | %s | %s | %s |', a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then 'not null' else 'null ok' end, coalesce(pg_get_expr(d.adbin, d.adrelid), '-')) as line
            from t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
            left join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
            union all
            select case k.contype when 'p' then 2 when 'u' then 3 else 4 end, k.conname, format('- %s (%s)%s `%s`%s',
                case k.contype when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key' else 'constraint' end,
                (select string_agg(a.attname, ', ' order by o) from unnest(k.conkey) with ordinality as c (n, o)
                    join pg_attribute a on (a.attrelid, a.attnum) = (k.conrelid, c.n)),
                case when k.contype = 'f' then format(' -> %s(id), on delete %s', k.confrelid::regclass,
                    case k.confdeltype when 'c' then 'CASCADE' when 'n' then 'SET NULL' else k.confdeltype::text end) end,
                k.conname, case when not k.convalidated or k.condeferrable then ' not plain' end)
            from t join pg_constraint k on k.conrelid = t.oid and k.contype <> 'n'
            union all
            select 5, c.relname, format('- %sindex `%s` on (%s)%s%s', case when i.indisunique then 'unique ' end, c.relname,
                (select string_agg(pg_get_indexdef(i.indexrelid, g, false)
                    || case i.indoption[g - 1] when 0 then '' when 1 then ' DESC NULLS LAST' else ' other' end, ', ' order by g)
                    from generate_series(1, i.indnatts) g),
                ', only where ' || pg_get_expr(i.indpred, i.indrelid), case when not i.indisvalid or m.amname <> 'btree' then ' not plain' end)
            from t join pg_index i on i.indrelid = t.oid join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
            where not exists (select from pg_constraint k where k.conindid = i.indexrelid)
        ) as lines
        order by part, sort collate "C"
        """;

    public static async Task<IReadOnlyList<string>> DescribeAsync(
        this TestDatabase database,
        string table
    )
    {
        var rows = await database.RowsAsync(Query.Replace("{0}", table, StringComparison.Ordinal));
        return [.. rows.Select(row => row[0]!)];
    }
}
