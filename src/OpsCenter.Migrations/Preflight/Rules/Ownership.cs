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
                    table.OwnerStanding == OwnerStanding.MaySetRole
                        ? $"Table {table.Title} belongs to role {table.Owner}; {context.Server.Role} is a member of it without inheriting its rights."
                        : $"Table {table.Title} belongs to role {table.Owner}, and {context.Server.Role} is not a member of it.",
                    Remedy(table, context.Server),
                    context.Plan.Obstacles.Any(step => IsToldBy(step, table, context.Server))
                ) with
                {
                    Table = table.Title,
                }
            );

    /// <summary>No remedy widens the role's rights beyond the table: membership in a privileged owner would give them all.</summary>
    private static string Remedy(TouchedTable table, PreflightServer server) =>
        table switch
        {
            { OwnerStanding: OwnerStanding.MaySetRole } =>
                $"Work as that role: add \"Options=-c role={OptionValue(table.OwnerName)}\" to the connection; in psql: set role {table.Owner};",
            { IsOwnerPrivileged: true } =>
                $"Connect as {table.Owner}, or have a superuser run: alter table {table.Title} owner to {server.QuotedRole}; "
                    + $"grant all on {table.Title} to {table.Owner}; "
                    + $"Then {server.QuotedRole} may also drop the table and grant rights on it, and needs CREATE on its schema; without the grant {table.Owner} could not use it any more. "
                    + $"Do not make it a member of {table.Owner}: that would give it rights far beyond this table.",
            _ =>
                $"Connect as {table.Owner}, or have an administrator run: grant {table.Owner} to {server.QuotedRole};",
        };

    /// <summary>In startup options a blank separates and a backslash escapes (manual, 34.1.2, options).</summary>
    private static string OptionValue(string name) =>
        name.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(" ", "\\ ", StringComparison.Ordinal);

    /// <summary>An obstacle about this table that names its owner and this role.</summary>
    public static bool IsToldBy(MigrationStep step, TouchedTable table, PreflightServer server) =>
        step.ObjectKind == "table"
        && step.Table == table.Name
        && step.Schema == table.Schema
        && step.Message.Contains(table.Owner, StringComparison.Ordinal)
        && step.Message.Contains(server.QuotedRole, StringComparison.Ordinal);
}
