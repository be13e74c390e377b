using OpsCenter.Migrations.Planning;

namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>One transaction of a run, or one statement outside of any, in <c>plan --json</c>.</summary>
/// <param name="Message">What it does.</param>
/// <param name="InTransaction">Whether its statements are one transaction.</param>
/// <param name="Lock">The strongest lock that it takes on tables that were there before.</param>
/// <param name="Tables">Those tables.</param>
/// <param name="Role">The role that executes it; null for the session's own.</param>
/// <param name="Statements">The statements.</param>
/// <param name="Rows">The rows of those tables, as the server estimates them; null if unknown.</param>
/// <param name="Bytes">The bytes of those tables.</param>
/// <param name="EstimatedSeconds">How long it takes, roughly; null if milliseconds, whatever the size of the tables.</param>
internal sealed record UnitDocument(
    string Message,
    bool InTransaction,
    string Lock,
    string Tables,
    string? Role,
    IReadOnlyList<string> Statements,
    long? Rows,
    long Bytes,
    double? EstimatedSeconds
)
{
    public static UnitDocument Of(PlannedUnit unit) =>
        new(
            unit.Message,
            unit.InTransaction,
            unit.Lock,
            unit.Tables,
            unit.Role,
            unit.Statements,
            unit.Touched.Count == 0 ? 0 : unit.Touched.Sum(table => table.Rows),
            unit.Touched.Sum(table => table.Bytes),
            unit.Estimate?.TotalSeconds
        );
}
