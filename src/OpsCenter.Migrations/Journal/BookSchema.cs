using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>The schema <c>opscenter</c>, in which scripts and service keep their books.</summary>
internal static class BookSchema
{
    public static Task<bool> HasTableAsync(
        DatabaseSession session,
        string table,
        CancellationToken cancellation
    ) =>
        session.ScalarAsync<bool>(
            """
            select exists (
                select from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'opscenter' and c.relname = $1 and c.relkind in ('r', 'p'))
            """,
            cancellation,
            table
        );

    /// <summary>
    /// Whether the database was dumped and restored since: the record keeps the oid of its own table, and every oid is new then.
    /// False where a script keeps none.
    /// </summary>
    public static async Task<bool> IsRestoredAsync(
        DatabaseSession session,
        string migration,
        Pair pair,
        CancellationToken cancellation
    )
    {
        var keepsOid = await session.ScalarAsync<bool>(
            """
            select exists (
                select from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'record_oid'
                where n.nspname = 'opscenter' and c.relname = 'migration')
            """,
            cancellation
        );
        return keepsOid
            && await session.ScalarAsync<bool>(
                $"""
                select exists (
                    select from opscenter.migration m
                    where m.name = $1 and {pair.Rows(
                    "m"
                )} and m.record_oid <> 'opscenter.migration'::regclass)
                """,
                cancellation,
                migration
            );
    }
}
