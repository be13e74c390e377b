using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Two-phase transactions that hold a lock on a touched table and wait for their COMMIT PREPARED.</summary>
internal sealed class PreparedTransactions : PreflightRule
{
    public override string Id => "prepared-transactions";

    public override string Why =>
        "They have no session that could end: their locks stay, across restarts of the server, until somebody commits or rolls them back.";

    public override bool MayBeAllowed => true;

    // Its locks keep the virtual transaction of the session that prepared it (MarkAsPreparing), and after a restart "-1/" and its
    // number, for which the manual's join looks: the lock on its own number leads to the others in both cases.
    private const string Sql = """
        select p.gid, p.owner::text, extract(epoch from pg_catalog.clock_timestamp() - p.prepared)::bigint,
            pg_catalog.string_agg(distinct pg_catalog.format('%I', c.relname), ', '), pg_catalog.quote_literal(p.gid)
        from pg_catalog.pg_prepared_xacts as p
        join pg_catalog.pg_locks as x on x.locktype = 'transactionid' and x.transactionid = p.transaction and x.pid is null
        join pg_catalog.pg_locks as l on l.virtualtransaction = x.virtualtransaction and l.pid is null and l.locktype = 'relation'
        join pg_catalog.pg_class as c on c.oid = l.relation
        where p.database = current_database()
            and l.relation = any ($1::oid[])
            and p.prepared < pg_catalog.clock_timestamp() - $2::interval
        group by p.gid, p.owner, p.prepared
        order by p.prepared
        """;

    public override SessionQuery? Evidence(PreflightContext context) =>
        context.Oids.Length == 0
            ? null
            : new SessionQuery(Sql, context.Oids, context.Options.LongTransaction);

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        rows.Select(row =>
            Refuse(
                context,
                $"The prepared transaction \"{row.Text(0)}\" of user \"{row.Text(1)}\" has held locks on {row.Text(3)} for {LongTransactions.Age(row.Number(2))}.",
                $"Ask whoever prepared it; then: commit prepared {row.Text(4)}; or: rollback prepared {row.Text(4)};"
            )
        );
}
