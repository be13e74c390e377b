using System.Data;
using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>
/// Writes the new name of a renamed schema into the metadata: a restored dump has names only. The scripts do the same
/// (scripts/sql/machine/rename_pair.sql), but a script with nothing to do is not run.
/// </summary>
internal static class RenamedSchema
{
    private const string Archives =
        "update opscenter.archive set source_schema = $2 where pair = $1 and source_schema = $3";

    private const string Pair = """
        update opscenter.pair p
        set schema_name = n.nspname, schema_oid = n.oid, record_oid = p.tableoid, table_oid = coalesce((
            select c.oid from pg_class c
            where c.relnamespace = n.oid and c.relname = $3 and c.relkind in ('r', 'p', 'v', 'm', 'f')), 0)
        from pg_namespace n
        where p.number = $1 and n.nspname = $2
        """;

    private static readonly string Objects = EmbeddedSql.Read("Journal/objects.sql");
    private static readonly string Digests = EmbeddedSql.Read("Journal/digests.sql");

    /// <summary>In a transaction of its own. Does nothing if the role may not write the metadata: the pair is found by its OIDs then.</summary>
    public static async Task RecordAsync(
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
            var old = await session.ScalarAsync<string>(
                "select schema_name::text from opscenter.pair where number = $1",
                cancellation,
                number
            );
            if (old != schema)
            {
                await UpdateAsync("created_object", Objects, number, schema, old);
                await UpdateAsync("archive", Archives, number, schema, old);
                await UpdateAsync("digest", Digests, number, schema, old);
            }

            await UpdateAsync("pair", Pair, number, schema, migration.ExtendedTables[0]);
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
