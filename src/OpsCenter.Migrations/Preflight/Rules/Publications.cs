using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Tables that get columns and are published to logical subscribers.</summary>
internal sealed class Publications : PreflightRule
{
    public override string Id => "publications";

    public override string Why =>
        "Logical replication does not carry DDL. A subscriber that lacks a column stops at the first row that is written with it, and the "
        + "publisher keeps its WAL until it goes on.";

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

    public override SessionQuery? Evidence(PreflightContext context) =>
        context.ColumnsToAdd.Count == 0
            ? null
            : new SessionQuery(
                AnyVersion + (context.Server.Major >= 15 ? Since15 : ")") + " order by 1, 2",
                context.Oids
            );

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        from row in rows
        let table = context.Tables.First(table => table.Oid == row.Number(1))
        let root = context.Tables.First(other => other.Oid == table.RootOid)
        let columns = context.ColumnsToAdd.Where(root.IsMeantBy).Select(step => step.Name)
        where columns.Any()
        select Refuse(
            context,
            $"Publication {row.Text(0)} publishes {table.Title}, which would get: {string.Join(", ", columns)}.",
            "Add these columns on every subscriber first (opscenter plan shows their types); then nothing stops."
        );
}
