using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>Tables in schema <c>opscenter</c> that have our names and other columns: somebody else's, or changed by hand.</summary>
internal static class ForeignMetadata
{
    private const string Sql = """
        select format('%I.%I', n.nspname, c.relname), string_agg(w.column_name, ', ' order by w.column_name),
            format('alter table %I.%I rename to %I;', n.nspname, c.relname, c.relname || '_before')
        from (
            values
                ('pair', 'number'), ('pair', 'schema_name'), ('pair', 'schema_oid'), ('pair', 'table_oid'), ('pair', 'record_oid'),
                ('migration', 'name'), ('migration', 'state'), ('migration', 'applied_at'), ('migration', 'applied_by'),
                ('created_object', 'id'), ('created_object', 'migration'), ('created_object', 'kind'), ('created_object', 'table_oid'),
                ('archive', 'archive_number'), ('archive', 'migration'), ('archive', 'source_schema'), ('archive', 'archive_table')
        ) as w (table_name, column_name)
        join pg_catalog.pg_namespace n on n.nspname = 'opscenter'
        join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.table_name and c.relkind in ('r', 'p')
        where not exists (
            select from pg_catalog.pg_attribute a
            where a.attrelid = c.oid and a.attname = w.column_name and a.attnum > 0 and not a.attisdropped)
        group by n.nspname, c.relname
        order by 1
        """;

    /// <summary>The refusal that names them; null if there are none. Asked only after a query has missed a column.</summary>
    public static async Task<MigrationRefusedException?> FindAsync(
        EngineContext context,
        Migration? migration,
        Exception cause
    )
    {
        await using var session = await context.OpenAsync(CancellationToken.None);
        var tables = await session.QueryAsync(
            Sql,
            row => (Title: row.GetString(0), Missing: row.GetString(1), Remedy: row.GetString(2)),
            CancellationToken.None
        );
        return tables.Count == 0
            ? null
            : new MigrationRefusedException(
                migration?.Forward.FileName ?? "",
                $"What is in the place of the migration metadata is not ours, and was not read; nothing was changed: {string.Join(
                    "; ",
                    tables.Select(table => $"table {table.Title} has no column {table.Missing}")
                )}.",
                $"If it is somebody else's, rename it: {string.Join(' ', tables.Select(table => table.Remedy))}",
                cause
            );
    }
}
