using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Touched tables of which row security hides rows from the role.</summary>
internal sealed class RowSecurity : PreflightRule
{
    public override string Id => "row-security";

    public override string Why =>
        "Digests, archives and checks see only the rows that the policies show: what is hidden could be neither proved nor kept.";

    public override bool MayBeAllowed => true;

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        context
            .Tables.Where(table => table.HidesRows)
            .Select(table =>
                Finding(
                    context,
                    Refuse(
                        context,
                        $"Row security of table {table.Title} applies to role {context.Server.Role} and may hide rows from it.",
                        $"Connect as a role that it does not apply to, or have a superuser run: alter role {context.Server.QuotedRole} bypassrls;"
                    )
                )
            );

    /// <summary>A rollback would drop columns whose hidden values it could not archive: that loses data, and nobody may allow it.</summary>
    private static PreflightFinding Finding(PreflightContext context, PreflightFinding finding) =>
        context.Direction == MigrationDirection.Down
            ? finding with
            {
                MayBeAllowed = false,
                IsAllowed = false,
            }
            : finding;
}
