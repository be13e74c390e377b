using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Whether the role is a member of the owner of every table that is touched, partitions and inheriting tables included.</summary>
internal sealed class Ownership : PreflightRule
{
    public override string Id => "ownership";

    public override string Why =>
        "Only an owner may alter a table; no GRANT gives that, and ALL is not enough.";

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        context
            .Tables.Where(table => !table.IsOwned)
            .Select(table =>
                Refuse(
                    context,
                    $"Table {table.Title} belongs to role {table.Owner}, and {context.Server.Role} is not a member of it.",
                    $"Connect as {table.Owner}, or have an administrator run: grant {table.Owner} to {context.Server.QuotedRole};",
                    context.Plan.Obstacles.Any(step => IsToldBy(step, table, context.Server))
                )
            );

    /// <summary>An obstacle about this table that names its owner and this role.</summary>
    public static bool IsToldBy(MigrationStep step, TouchedTable table, PreflightServer server) =>
        step.ObjectKind == "table"
        && step.Table == table.Name
        && step.Schema == table.Schema
        && step.Message.Contains(table.Owner, StringComparison.Ordinal)
        && step.Message.Contains(server.QuotedRole, StringComparison.Ordinal);
}
