namespace OpsCenter.Crash.Tests.Images;

/// <summary>What the tables in schema opscenter say, as lines that do not depend on when and how often something was tried.</summary>
internal static class MetadataLines
{
    private static readonly (string Table, string Sql)[] Metadata =
    [
        (
            "migration",
            """
            select format('migration %s %s: %s, created schema %s, own oid %s, archive %s',
                name, version, state, created_schema, record_oid = 'opscenter.migration'::regclass, archive_number)
            from opscenter.migration
            """
        ),
        (
            "created_object",
            """
            select format('created %s %s.%s %s #%s as %s default %s: %s in %s', kind, schema_name, table_name, object_name, column_number,
                definition, default_value,
                case kind
                    when 'constraint' then (select conname from pg_constraint c where c.oid = o.object_oid)
                    when 'trigger' then (select tgname from pg_trigger t where t.oid = o.object_oid)
                    when 'function' then (select proname from pg_proc p where p.oid = o.object_oid)
                    when 'column' then (select attname from pg_attribute a where a.attrelid = o.table_oid and a.attnum = o.column_number)
                    else object_oid::regclass::text
                end, table_oid::regclass)
            from opscenter.created_object o
            """
        ),
        (
            "journal",
            "select format('journal %s %s %s %s adopted %s', migration, script, checksum, direction, adopted) from opscenter.journal"
        ),
        (
            "digest",
            "select format('digest %s %s.%s %s %s rows %s', kind, schema_name, object_name, algorithm, row_count, content) from opscenter.digest"
        ),
        (
            "archive",
            """
            select format('archive %s of %s.%s in %s.%s: key %s, values %s, %s rows, sequences %s, %s, capture %s, restored %s',
                archive_number, source_schema, source_table, archive_schema, archive_table, key_columns, value_columns, row_count, sequences,
                state, capture, restored_at is not null)
            from opscenter.archive
            """
        ),
    ];

    public static async Task<IReadOnlyList<string>> ReadAsync(TestDatabase database)
    {
        var lines = new List<string>();
        foreach (var (table, sql) in Metadata)
        {
            if (
                await database.ScalarAsync<bool>(
                    $"select to_regclass('opscenter.{table}') is not null"
                )
            )
            {
                lines.AddRange((await database.RowsAsync(sql)).Select(row => row[0]!));
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
