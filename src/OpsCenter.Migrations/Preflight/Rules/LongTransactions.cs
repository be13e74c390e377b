using System.Globalization;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>
/// Transactions that have been open for long and hold a lock on a touched table, or a snapshot for which a concurrent index build
/// would wait. Short ones are no matter: a lock is asked for again and again until they have ended.
/// </summary>
internal sealed class LongTransactions : PreflightRule
{
    public override string Id => "long-transactions";

    public override string Why =>
        "ALTER TABLE waits for whoever has used the table, and all later statements on it wait behind; a concurrent index build waits for "
        + "every older snapshot in the database.";

    public override bool MayBeAllowed => true;

    // backend_xmin is shown to everybody, ages only to the role itself and to members of pg_read_all_stats.
    private const string Sql = """
        select
            a.pid,
            coalesce(a.application_name, ''),
            coalesce(a.usename::text, ''),
            extract(epoch from pg_catalog.clock_timestamp() - a.xact_start)::bigint,
            coalesce(a.state, ''),
            a.query,
            h.titles
        from pg_catalog.pg_stat_activity as a
        left join lateral (
            select pg_catalog.string_agg(distinct pg_catalog.format('%I', c.relname), ', ') as titles
            from pg_catalog.pg_locks as l
            join pg_catalog.pg_class as c on c.oid = l.relation
            where l.pid = a.pid and l.locktype = 'relation' and l.granted
                and l.database = a.datid and l.relation = any ($1::oid[])
        ) as h on true
        where a.datname = current_database()
            and a.pid <> pg_catalog.pg_backend_pid()
            and a.backend_type is distinct from 'autovacuum worker'
            and (h.titles is not null or (a.backend_xmin is not null and $2::boolean))
            and (a.xact_start is null or a.xact_start < pg_catalog.clock_timestamp() - $3::interval)
        order by a.xact_start nulls last
        """;

    public override SessionQuery? Evidence(PreflightContext context) =>
        context.Oids.Length == 0
            ? null
            : new SessionQuery(
                Sql,
                context.Oids,
                context.IndexBuilds.Count > 0,
                context.Options.LongTransaction
            );

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    )
    {
        foreach (var row in rows.Where(row => !row.IsNull(3)))
        {
            var holds = row.IsNull(6)
                ? "holds a snapshot for which index builds would wait"
                : $"holds locks on {row.Text(6)}";
            yield return Refuse(
                context,
                $"The transaction of pid {row.Number(0)} (application \"{row.Text(1)}\", user \"{row.Text(2)}\") has been open for "
                    + $"{Age(row.Number(3))}, is {row.Text(4)}, and {holds}. Its last statement: {QueryText.Redact(row.Text(5))}",
                $"Let it end, or end it: select pg_terminate_backend({row.Number(0)});"
            );
        }

        var hidden = rows.Where(row => row.IsNull(3)).Select(row => row.Number(0)).ToList();
        if (hidden.Count > 0)
        {
            yield return Note(
                $"Role {context.Server.Role} may not see how old the transactions of {hidden.Count} other sessions are (pid {string.Join(", ", hidden)}).",
                $"Have an administrator look: select pid, xact_start, state, query from pg_stat_activity where pid in ({string.Join(", ", hidden)});"
            );
        }
    }

    internal static string Age(long seconds) =>
        TimeSpan.FromSeconds(seconds) switch
        {
            { TotalMinutes: < 2 } age => $"{age.TotalSeconds:0} s",
            { TotalHours: < 2 } age => $"{age.TotalMinutes:0} min",
            { TotalDays: < 2 } age => $"{age.TotalHours:0} h",
            var age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} days"),
        };
}
