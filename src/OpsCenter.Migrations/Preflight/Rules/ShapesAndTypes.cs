using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>
/// The obstacles that the script found in plan mode: tables that are missing or no tables, columns of another type, tables of a
/// wanted name with another shape, rows that a wanted key does not admit. What other rules say is not said again.
/// </summary>
internal sealed class ShapesAndTypes : PreflightRule
{
    public override string Id => "shapes-and-types";

    public override string Why =>
        "The script judges what is there by definition, and refuses rather than to build on something else.";

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        context
            .Plan.Obstacles.Where(step => !IsOtherRules(context, step))
            .Select(step => Of(context, step));

    /// <summary>The finding about an obstacle.</summary>
    public PreflightFinding Of(PreflightContext context, MigrationStep step) =>
        Refuse(
            context,
            step.Message,
            "Fix it as described; \"opscenter plan\" shows what else is there.",
            isToldByScript: true
        ) with
        {
            Table = context.Tables.FirstOrDefault(table => table.IsMeantBy(step))?.Title,
        };

    private static bool IsOtherRules(PreflightContext context, MigrationStep step) =>
        step.ObjectKind is null
        || (step.ObjectKind == "schema" && Grants.IsToldBy(step, step.Schema ?? "", context.Server))
        || context.Tables.Any(table =>
            !table.IsOwned && Ownership.IsToldBy(step, table, context.Server)
        );
}
