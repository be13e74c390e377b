using System.Data;
using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>
/// Follows a schema that was renamed in the metadata, which a dump carries to where only names are left to find it by. The scripts do
/// the same (scripts/sql/machine/rename_pair.sql), but a script with nothing to do is not run.
/// </summary>
internal static class PairListing
{
    private const string Objects = """
        update opscenter.created_object o
        set schema_name = $2
        from opscenter.pair p
        where o.pair = $1 and p.number = $1 and o.schema_name = p.schema_name and p.schema_name <> $2
        """;

    private const string Archives = """
        update opscenter.archive a
        set source_schema = $2
        from opscenter.pair p
        where a.pair = $1 and p.number = $1 and a.source_schema = p.schema_name and p.schema_name <> $2
        """;

    private const string Digests = """
        update opscenter.digest d
        set schema_name = $2, detail = d.detail || case when d.detail ? 'Schema' then jsonb_build_object('Schema', $2::text) else '{}' end
        from opscenter.pair p, opscenter.journal j
        where p.number = $1 and j.pair = $1 and j.id = d.journal_id and d.schema_name = p.schema_name and p.schema_name <> $2
        """;

    private const string Listed = """
        update opscenter.pair p
        set schema_name = n.nspname, schema_oid = n.oid, record_oid = p.tableoid, table_oid = coalesce((
            select c.oid from pg_class c
            where c.relnamespace = n.oid and c.relname = $3 and c.relkind in ('r', 'p', 'v', 'm', 'f')), 0)
        from pg_namespace n
        where p.number = $1 and n.nspname = $2
        """;

    /// <summary>In a transaction of its own. Nothing if the role may not write the metadata: its reader finds the pair by identity.</summary>
    public static async Task FollowAsync(
        DatabaseSession session,
        Migration migration,
        Metadata metadata,
        CancellationToken cancellation
    )
    {
        if (metadata.Pair is not { IsCurrent: false, Number: { } number, Schema: { } schema })
        {
            return;
        }

        try
        {
            await session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
            await UpdateAsync("created_object", Objects, number, schema);
            await UpdateAsync("archive", Archives, number, schema);
            await UpdateAsync("digest", Digests, number, schema);
            await UpdateAsync("pair", Listed, number, schema, migration.ExtendedTables[0]);
            await session.CommitAsync(cancellation);
        }
        catch (PostgresException refusal)
            when (refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // Whoever may write the metadata does it with the next run.
        }
        finally
        {
            await session.RollbackAsync();
        }

        async Task UpdateAsync(string table, string sql, params object[] arguments)
        {
            if (metadata.Has(table))
            {
                await MetadataRole.ExecuteAsync(session, sql, cancellation, arguments);
            }
        }
    }
}
