using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Tables of the backup that the role may not read.</summary>
internal sealed class BackupRights : PreflightRule
{
    public override string Id => "backup-rights";

    public override string Why =>
        "The backup before a run has the touched tables and those that foreign keys tie to them: pg_dump fails at the first one that the role may not read.";

    // The tables of a backup, as Backup/ScopedTables chooses them, and the sequences of their columns.
    private const string Sql = """
        with recursive tied as (
            select t.oid
            from pg_catalog.unnest($1::oid[]) as t (oid)
            union
            select case when tie.one = t.oid then tie.other else tie.one end
            from tied as t
            join (
                select k.conrelid, k.confrelid from pg_catalog.pg_constraint as k where k.contype = 'f'
                union all
                select i.inhrelid, i.inhparent from pg_catalog.pg_inherits as i
            ) as tie (one, other) on t.oid in (tie.one, tie.other)
        )
        select pg_catalog.format('%I.%I', n.nspname, c.relname),
            pg_catalog.concat(
                case when not pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                    then pg_catalog.format('grant usage on schema %I to %I; ', n.nspname, current_user) end,
                pg_catalog.format('grant select on %s %I.%I to %I;',
                    case c.relkind when 'S' then 'sequence' else 'table' end, n.nspname, c.relname, current_user))
        from pg_catalog.pg_class as c
        join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'S')
            and (
                c.oid in (select t.oid from tied as t)
                or exists (
                    select
                    from pg_catalog.pg_depend as d
                    where c.relkind = 'S' and d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
                        and d.refclassid = 'pg_catalog.pg_class'::regclass and d.deptype in ('a', 'i')
                        and d.refobjid in (select t.oid from tied as t)
                )
            )
            and ($2::boolean or c.oid <> all ($1::oid[]) and not exists (
                select
                from pg_catalog.pg_depend as d
                where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i')
                    and d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = any ($1::oid[])
            ))
            and not (
                pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                and case c.relkind
                    when 'S' then pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
                    else pg_catalog.has_table_privilege(c.oid, 'SELECT')
                end
            )
        order by 1
        """;

    public override SessionQuery? Evidence(PreflightContext context) =>
        context.Oids.Length == 0
            ? null
            : new SessionQuery(
                Sql,
                context.Oids,
                // Whoever becomes the owner of the touched tables, as the rule ownership asks for, may read those.
                context.Tables.All(table => table.OwnerStanding != OwnerStanding.None)
            );

    /// <summary>A command that takes no backup itself only notes what the next one would meet.</summary>
    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        rows.Select(row =>
        {
            var message =
                $"Role {context.Server.Role} may not read {row.Text(0)}, which belongs to the backup before a run.";
            var remedy =
                $"Have an administrator or the owner run: {row.Text(1)} Or take a backup as a role that may, and run with --no-backup.";
            return context.Options.TakesBackup
                ? Refuse(context, message, remedy)
                : Note(message, remedy);
        });
}
