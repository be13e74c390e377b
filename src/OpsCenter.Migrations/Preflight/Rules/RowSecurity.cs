using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Touched tables of which row security hides rows from the role.</summary>
internal sealed class RowSecurity : PreflightRule
{
    public override string Id => "row-security";

    public override string Why =>
        "Digests, archives and checks see only the rows that the policies show: what is hidden could be neither proved nor kept.";

    public override bool MayBeAllowed => true;

    /// <summary>
    /// A script that must see all rows fails in plan mode already (row_security = off), with the table's name in the message; then the
    /// plan names no table.
    /// </summary>
    private const string Sql = """
        select pg_catalog.format('%I.%I', n.nspname, c.relname), pg_catalog.pg_has_role(c.relowner, 'USAGE'),
            pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.relowner))
        from pg_catalog.pg_class as c
        join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and pg_catalog.row_security_active(c.oid)
            and pg_catalog.strpos($1, pg_catalog.format('"%s"', c.relname)) > 0
        order by 1
        """;

    public override SessionQuery? Evidence(PreflightContext context) =>
        context.PlanFailure is { SqlState: "42501" } failure
            ? new SessionQuery(Sql, failure.Message)
            : null;

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        context
            .Tables.Where(table => table.HidesRows)
            .Select(table => (table.Title, table.IsOwned, table.Owner))
            .Concat(rows.Select(row => (row.Text(0), row.Flag(1), row.Text(2))))
            .Select(table => Finding(context, table));

    /// <summary>A rollback would drop columns whose hidden values it could not archive: that loses data, and nobody may allow it.</summary>
    private PreflightFinding Finding(
        PreflightContext context,
        (string Title, bool IsOwned, string Owner) table
    )
    {
        var finding = Refuse(
            context,
            $"Row security of table {table.Title} applies to role {context.Server.Role} and may hide rows from it.",
            table.IsOwned
                ? $"It applies to the owner because it is forced. For the time of the run: alter table {table.Title} no force row level security; "
                    + $"and afterwards: alter table {table.Title} force row level security;"
                : $"Connect as {table.Owner}, the owner, to whom it does not apply."
        );
        finding = finding with { Table = table.Title };
        return context.Direction == MigrationDirection.Down
            ? finding with
            {
                MayBeAllowed = false,
                IsAllowed = false,
            }
            : finding;
    }
}
