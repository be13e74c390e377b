using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>Whether it was the session's open transaction that did something to a relation, or another one meanwhile.</summary>
internal static class OwnChanges
{
    // Replaced by this transaction or a part of it; what another one did, a TRUNCATE for example, has been committed. Only the row that
    // came with the present file is asked: a frozen one keeps the id of its writer, which seems to lie ahead after 2^31 transactions.
    private const string Replaced = """
        select c.oid::bigint
        from pg_catalog.pg_class c
        where c.oid::bigint = any ($1)
          and case
              when c.relfilenode = pg_catalog.pg_relation_filenode(c.oid)
                  and pg_catalog.pg_current_xact_id_if_assigned() is not null and pg_catalog.age(c.xmin) <= 0
              then pg_catalog.pg_xact_status(
                  (pg_catalog.pg_current_xact_id_if_assigned()::text::bigint - pg_catalog.age(c.xmin))::text::xid8) = 'in progress'
              else false
          end
        """;

    // Who drops a relation keeps its lock until the transaction ends; whoever waited for that lock gives it back when it is gone.
    private const string Removed = """
        select distinct l.relation::bigint
        from pg_catalog.pg_locks l
        where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.granted and l.mode = 'AccessExclusiveLock'
          and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
          and l.relation::bigint = any ($1)
        """;

    /// <summary>Which of these relations, whose files differ from an earlier look in this transaction, it has replaced itself.</summary>
    public static Task<IReadOnlyList<long>> ReplacedAsync(
        DatabaseSession session,
        long[] changed,
        CancellationToken cancellation
    ) => OfAsync(session, Replaced, changed, cancellation);

    /// <summary>Which of these relations, which are gone since an earlier look in this transaction, it has dropped itself.</summary>
    public static Task<IReadOnlyList<long>> RemovedAsync(
        DatabaseSession session,
        long[] gone,
        CancellationToken cancellation
    ) => OfAsync(session, Removed, gone, cancellation);

    private static async Task<IReadOnlyList<long>> OfAsync(
        DatabaseSession session,
        string query,
        long[] relations,
        CancellationToken cancellation
    ) =>
        relations.Length == 0
            ? []
            : await session.QueryAsync(
                query,
                row => row.GetInt64(0),
                cancellation,
                (object)relations
            );
}
