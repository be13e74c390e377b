using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Limits of connections below what a run needs.</summary>
internal sealed class Connections : PreflightRule
{
    /// <summary>The runner lock, the work, and the session that watches it.</summary>
    private const int Sessions = 3;

    public override string Id => "connections";

    public override string Why =>
        "A run keeps several sessions at once. One that is refused in the middle stops an online run between two units.";

    public override bool MayBeAllowed => true;

    // Superusers pass the limits of roles and databases, and have connections reserved. Sessions of this program count as its own.
    private const string Sql = """
        with me as (
            select r.oid, r.rolname, r.rolsuper, r.rolconnlimit
            from pg_catalog.pg_roles as r
            where r.rolname = session_user
        ),
        other as (
            select a.datid, a.usesysid
            from pg_catalog.pg_stat_activity as a, me
            where a.usesysid is not null and a.datid is not null
                and not (a.usesysid = me.oid and a.datname = current_database()
                    and a.application_name = pg_catalog.current_setting('application_name'))
        ),
        reserved as (
            select coalesce(sum(s.setting::bigint), 0) as number
            from pg_catalog.pg_settings as s
            where s.name in ('superuser_reserved_connections', 'reserved_connections')
        )
        select pg_catalog.format('role %I', me.rolname), me.rolconnlimit::bigint,
            (select count(*) from other as o where o.usesysid = me.oid),
            pg_catalog.format('alter role %I connection limit ', me.rolname)
        from me
        where not me.rolsuper and me.rolconnlimit >= 0
        union all
        select pg_catalog.format('database %I', d.datname), d.datconnlimit::bigint,
            (select count(*) from other as o where o.datid = d.oid),
            pg_catalog.format('alter database %I connection limit ', d.datname)
        from me, pg_catalog.pg_database as d
        where not me.rolsuper and d.datname = current_database() and d.datconnlimit >= 0
        union all
        select 'the server (max_connections)',
            pg_catalog.current_setting('max_connections')::bigint - case when me.rolsuper then 0 else reserved.number end,
            (select count(*) from other), null
        from me, reserved
        """;

    public override SessionQuery Evidence(PreflightContext context) => new(Sql);

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    )
    {
        var need = Sessions + (context.Options.TakesBackup ? 1 : 0);
        return rows.Where(row => row.Number(1) - row.Number(2) < need)
            .Select(row =>
                Refuse(
                    context,
                    $"A run needs {need} connections at once; the limit of {row.Text(0)} is {row.Number(1)}, and {row.Number(2)} are in use by others.",
                    row.IsNull(3)
                        ? "Wait until connections are free, or close those that are idle."
                        : $"Close some, or have an administrator run: {row.Text(3)}{row.Number(2) + need};"
                )
            );
    }
}
