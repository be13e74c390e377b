using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Invalid indexes of touched tables: being built at this moment, or left by a build that failed.</summary>
internal sealed class InvalidIndexes : PreflightRule
{
    public override string Id => "invalid-indexes";

    public override string Why =>
        "A build holds a lock that ALTER TABLE waits for; what a failed one leaves costs every write and serves no query.";

    public override bool MayBeAllowed => true;

    // The progress view hides from a role what others build; the lock of a build on its table is shown to everybody.
    private const string Sql = """
        select
            pg_catalog.format('%I.%I', n.nspname, c.relname),
            i.indrelid::bigint,
            (
                select l.pid
                from pg_catalog.pg_locks as l
                join pg_catalog.pg_stat_activity as a on a.pid = l.pid
                where l.locktype = 'relation'
                    and l.database = (select d.oid from pg_catalog.pg_database as d where d.datname = current_database())
                    and l.relation = i.indrelid
                    and l.granted
                    and l.mode in ('ShareUpdateExclusiveLock', 'ShareLock')
                    and l.pid <> pg_catalog.pg_backend_pid()
                    and a.backend_type is distinct from 'autovacuum worker'
                    and not exists (select from pg_catalog.pg_stat_progress_vacuum as v where v.pid = l.pid)
                limit 1
            )
        from pg_catalog.pg_index as i
        join pg_catalog.pg_class as c on c.oid = i.indexrelid
        join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        where i.indrelid = any ($1::oid[])
            and not (i.indisvalid and i.indisready and i.indislive)
            and c.relkind = 'i'
        order by 1
        """;

    public override SessionQuery? Evidence(PreflightContext context) =>
        context.Oids.Length == 0 ? null : new SessionQuery(Sql, context.Oids);

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        rows.Select(row =>
        {
            var table = context.Tables.First(table => table.Oid == row.Number(1));
            var finding = row.IsNull(2)
                ? Note(
                    $"Index {row.Text(0)} of table {table.Title} is invalid: an earlier build of it failed.",
                    $"If nobody uses it, remove it: drop index concurrently {row.Text(0)};"
                )
                : Refuse(
                    context,
                    $"Index {row.Text(0)} of table {table.Title} is being built by the session with pid {row.Number(2)}.",
                    "Wait until it is done; select * from pg_stat_progress_create_index; shows how far it is."
                );
            return finding with { Table = table.Title };
        });
}
