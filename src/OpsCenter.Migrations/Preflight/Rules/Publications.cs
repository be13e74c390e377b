using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Tables that get columns, and tables that come, and are published to logical subscribers.</summary>
internal sealed class Publications : PreflightRule
{
    public override string Id => "publications";

    public override string Why =>
        "Logical replication does not carry DDL. A subscriber that lacks a column or a table stops at the first row that is written with it, "
        + "and the publisher keeps its WAL until it goes on.";

    public override bool MayBeAllowed => true;

    private const string AnyVersion = """
        select p.pubname::text, c.oid::bigint
        from pg_catalog.pg_publication as p
        join pg_catalog.pg_class as c on c.oid = any ($1::oid[])
        where (p.puballtables and c.relpersistence = 'p' and c.relkind in ('r', 'p'))
            or exists (
                select
                from pg_catalog.pg_publication_rel as r
                where r.prpubid = p.oid and r.prrelid = c.oid
        """;

    // A column list keeps new columns out.
    private const string Since15 = """
            and r.prattrs is null
            )
            or exists (
                select
                from pg_catalog.pg_publication_namespace as s
                where s.pnpubid = p.oid and s.pnnspid = c.relnamespace
            )
        """;

    // A new table has no oid yet.
    private const string NewTables = """
        union all
        select p.pubname::text, null
        from pg_catalog.pg_publication as p
        where p.puballtables
        """;

    private const string NewTablesSince15 = """
            or exists (
                select
                from pg_catalog.pg_publication_namespace as s
                join pg_catalog.pg_namespace as n on n.oid = s.pnnspid
                where s.pnpubid = p.oid and n.nspname = any ($2::text[])
            )
        """;

    public override SessionQuery Evidence(PreflightContext context)
    {
        var is15 = context.Server.Major >= 15;
        var sql =
            $"{AnyVersion}{(is15 ? Since15 : ")")} {NewTables} {(is15 ? NewTablesSince15 : "")} order by 1, 2";
        long[] columns = context.ColumnsToAdd.Count == 0 ? [] : context.Oids;
        return is15
            ? new SessionQuery(sql, columns, Schemas(context))
            : new SessionQuery(sql, columns);
    }

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        [
            .. Columns(context, rows.Where(row => !row.IsNull(1))),
            .. rows.Where(row => row.IsNull(1) && MakesTables(context.Plan))
                .Select(row => Tables(context, row.Text(0))),
        ];

    /// <summary>A rollback makes tables only for what it copies.</summary>
    private static bool MakesTables(MigrationPlan plan) =>
        plan.Steps.Any(step =>
            step is { Kind: StepKind.Added, ObjectKind: "table" } or { Kind: StepKind.Archived }
        );

    private IEnumerable<PreflightFinding> Columns(
        PreflightContext context,
        IEnumerable<EvidenceRow> rows
    ) =>
        from row in rows
        let table = context.Tables.First(table => table.Oid == row.Number(1))
        let root = context.Tables.First(other => other.Oid == table.RootOid)
        let columns = context.ColumnsToAdd.Where(root.IsMeantBy).Select(step => step.Name)
        where columns.Any()
        select Refuse(
            context,
            $"Publication {row.Text(0)} publishes {table.Title}, which would get: {string.Join(", ", columns)}.",
            "Apply the migration on every subscriber first: it adds the same columns there (opscenter plan shows their types). Then here with "
                + "--allow publications."
        ) with
        {
            Table = table.Title,
        };

    private PreflightFinding Tables(PreflightContext context, string publication)
    {
        var tables = context
            .Plan.ToAdd.Where(step => step.ObjectKind == "table")
            .Select(step => $"{step.Schema}.{step.Table}");
        var created = string.Join(
            ", ",
            context.Direction == MigrationDirection.Up
                ? [.. tables, "the tables of schema opscenter"]
                : ["tables of schemas opscenter and opscenter_archive that rows are copied to"]
        );
        return Refuse(
            context,
            $"Publication {publication} would publish the new tables, too, from their first row on: {created}.",
            context.Direction == MigrationDirection.Up
                ? "Apply the migration on every subscriber first: then it has all of them, and nothing stops. Do not let a subscription refresh "
                    + "the tables of schema opscenter: each database has its own rows there. Then here with --allow publications."
                : "Disable the subscription (alter subscription ... disable;), roll back here with --allow publications, create the new tables of "
                    + "these schemas on the subscriber, enable it again, and roll back there when it has received everything. "
                    + "opscenter help publications has the commands."
        );
    }

    private static string[] Schemas(PreflightContext context) =>
        [
            .. context
                .Plan.ToAdd.Where(step => step is { ObjectKind: "table", Schema: not null })
                .Select(step => step.Schema!)
                .Append("opscenter")
                .Append("opscenter_archive")
                .Distinct(StringComparer.Ordinal),
        ];
}
