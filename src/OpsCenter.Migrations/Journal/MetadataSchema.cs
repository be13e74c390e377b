using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>The schema <c>opscenter</c>, in which scripts and service keep their metadata.</summary>
internal static class MetadataSchema
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
}
