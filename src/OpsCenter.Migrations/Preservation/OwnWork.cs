using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>Whether it was the session's open transaction that did something to a relation, or another one meanwhile.</summary>
internal static class OwnWork
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

    /// <summary>Which of these relations, whose files differ from an earlier look in this transaction, it has replaced itself.</summary>
    public static async Task<IReadOnlyList<long>> ReplacedAsync(
        DatabaseSession session,
        long[] changed,
        CancellationToken cancellation
    ) =>
        changed.Length == 0
            ? []
            : await session.QueryAsync(
                Replaced,
                row => row.GetInt64(0),
                cancellation,
                (object)changed
            );
}
