using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>An autovacuum against wraparound that works on a touched table.</summary>
internal sealed class WraparoundVacuum : PreflightRule
{
    public override string Id => "wraparound-vacuum";

    public override string Why =>
        "An autovacuum gives way to whoever wants its table's lock, but not one against wraparound: on a big table that takes hours.";

    public override bool MayBeAllowed => true;

    // Its activity is hidden from most roles; that it holds the lock is not.
    private const string Sql = """
        select a.pid, l.relation::bigint, a.query is not null and a.query like '%to prevent wraparound%'
        from pg_catalog.pg_locks as l
        join pg_catalog.pg_stat_activity as a on a.pid = l.pid
        where l.locktype = 'relation'
            and l.granted
            and l.mode = 'ShareUpdateExclusiveLock'
            and l.database = (select d.oid from pg_catalog.pg_database as d where d.datname = current_database())
            and l.relation = any ($1::oid[])
            and a.backend_type = 'autovacuum worker'
        order by 1
        """;

    public override SessionQuery? Evidence(PreflightContext context) =>
        context.Oids.Length == 0 ? null : new SessionQuery(Sql, context.Oids);

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        rows.Where(row => row.Flag(2))
            .Select(row =>
                (
                    Pid: row.Number(0),
                    Table: context.Tables.First(table => table.Oid == row.Number(1)).Title
                )
            )
            .Select(worker =>
                Refuse(
                    context,
                    $"Autovacuum (pid {worker.Pid}) works on {worker.Table} to prevent wraparound, and does not give way.",
                    "Wait until it is done; select * from pg_stat_progress_vacuum; shows how far it is."
                ) with
                {
                    Table = worker.Table,
                }
            );
}
