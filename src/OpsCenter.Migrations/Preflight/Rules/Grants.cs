using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Whether the role may create what is wanted, and write the metadata in schema opscenter.</summary>
internal sealed class Grants : PreflightRule
{
    public override string Id => "grants";

    public override string Why =>
        "The migration would stop at the first object that it may not create, or could not be recorded.";

    // One row for each right that is missing: the schema, and what to run. A rollback leaves the metadata out if it must.
    private const string Sql = """
        select n.nspname::text,
            pg_catalog.format('create anything in schema %I', n.nspname),
            pg_catalog.format('grant create on schema %I to %I;', n.nspname, current_user)
        from pg_catalog.pg_namespace as n
        where n.nspname = any ($1::text[]) and n.nspname <> 'opscenter'
            and not pg_catalog.has_schema_privilege(n.oid, 'CREATE')
        union all
        select '', pg_catalog.format('create anything in tablespace %I, which default_tablespace names', t.spcname),
            pg_catalog.format('grant create on tablespace %I to %I;', t.spcname, current_user)
        from pg_catalog.pg_tablespace as t
        where t.spcname = pg_catalog.current_setting('default_tablespace')
            and t.oid <> (select d.dattablespace from pg_catalog.pg_database as d where d.datname = current_database())
            and not pg_catalog.has_tablespace_privilege(t.oid, 'CREATE')
        union all
        select 'opscenter', 'create schema opscenter', pg_catalog.format('create schema opscenter authorization %I;', current_user)
        where $2::boolean
            and not exists (select from pg_catalog.pg_namespace as n where n.nspname = 'opscenter')
            and not pg_catalog.has_database_privilege(current_database(), 'CREATE')
        union all
        select 'opscenter', 'create anything in schema opscenter',
            pg_catalog.format('grant usage, create on schema opscenter to %I;', current_user)
        from pg_catalog.pg_namespace as n
        where $3::boolean and n.nspname = 'opscenter'
            and not (pg_catalog.has_schema_privilege(n.oid, 'CREATE') and pg_catalog.has_schema_privilege(n.oid, 'USAGE'))
            and exists (
                select
                from unnest(array['migration', 'created_object', 'journal', 'digest']) as b (name)
                where not exists (select from pg_catalog.pg_class as c where c.relnamespace = n.oid and c.relname = b.name)
            )
        union all
        select 'opscenter', pg_catalog.format('write opscenter.%I', c.relname),
            pg_catalog.format('grant usage on schema opscenter to %1$I; grant select, insert on opscenter.%2$I to %1$I;', current_user, c.relname)
        from pg_catalog.pg_namespace as n
        join pg_catalog.pg_class as c on c.relnamespace = n.oid and c.relkind = 'r'
        where $3::boolean and n.nspname = 'opscenter'
            and c.relname in ('migration', 'created_object', 'journal', 'digest')
            and not (
                pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                and pg_catalog.has_table_privilege(c.oid, 'SELECT')
                and pg_catalog.has_table_privilege(c.oid, 'INSERT')
            )
        """;

    public override SessionQuery Evidence(PreflightContext context) =>
        new(
            Sql,
            context
                .Plan.ToAdd.Where(step => step is { ObjectKind: not "column", Schema: not null })
                .Select(step => step.Schema!)
                .Distinct(StringComparer.Ordinal)
                .ToArray(),
            context.Direction == MigrationDirection.Up,
            // Who may write the metadata says what a rollback drops: only the owner of the tables is told how to get there.
            context.Direction == MigrationDirection.Up
                && context.Tables.All(table => table.IsOwned)
        );

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        // Whoever may work as the owner of the tables needs no rights of its own: ownership says so.
        rows.Where(_ =>
                !context.Tables.Any(table => table.OwnerStanding == OwnerStanding.MaySetRole)
            )
            .Select(row =>
                Refuse(
                    context,
                    $"Role {context.Server.Role} may not {row.Text(1)}.",
                    $"Have an administrator or the owner run: {row.Text(2)}",
                    context.Plan.Obstacles.Any(step => IsToldBy(step, row.Text(0), context.Server))
                )
            );

    /// <summary>An obstacle about this schema that names this role.</summary>
    public static bool IsToldBy(MigrationStep step, string schema, PreflightServer server) =>
        (step.ObjectKind == "schema" || step.Schema == "opscenter")
        && step.Schema == schema
        && step.Message.Contains(server.QuotedRole, StringComparison.Ordinal);
}
