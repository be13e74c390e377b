namespace OpsCenter.Crash.Tests.Images;

/// <summary>
/// One short text for everything that a run leaves behind in a database: two databases with the same mark have the same future, so that
/// a sample need not go on from both.
/// </summary>
internal static class StateMark
{
    private const string Catalog = """
        select md5(string_agg(line, E'\n' order by line)) from (
            select format('%s.%s %s', n.nspname, c.relname, c.relkind) as line
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^(pg_|information_schema)'
            union all
            select format('%s.%s', a.attrelid::regclass, a.attname)
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where a.attnum > 0 and n.nspname !~ '^(pg_|information_schema)'
            union all
            select format('%s %s%s%s', indexrelid::regclass, indisvalid, indisready, indislive)
            from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^(pg_|information_schema)'
            union all
            select format('%s %s %s', conrelid::regclass, conname, convalidated) from pg_constraint
            union all
            select format('%s %s %s', tgrelid::regclass, tgname, tgenabled) from pg_trigger where not tgisinternal
            union all
            select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname !~ '^(pg_|information_schema)'
        ) as lines
        """;

    public static async Task<string> TakeAsync(TestDatabase database) =>
        string.Join(
            '\n',
            [
                await database.ScalarAsync<string>(Catalog),
                .. await MetadataLines.ReadAsync(database),
                .. (
                    await database.RowsAsync(
                        (await database.ScalarAsync<string>(DatabaseImage.Hashes))!
                    )
                ).Select(row => row[0]),
            ]
        );
}
