namespace OpsCenter.Migrations.Planning;

/// <summary>One transaction of a run, or one statement that runs outside of any, as it would be executed now.</summary>
/// <param name="Message">What it does, as a verb.</param>
/// <param name="InTransaction">Whether its statements are one transaction.</param>
/// <param name="Lock">The strongest lock that it takes on tables that were there before.</param>
/// <param name="Tables">Those tables, quoted and separated by commas; empty if it locks none.</param>
/// <param name="Role">The role that executes it; null for the session's own.</param>
/// <param name="Statements">The statements, in their order, without a semicolon at the end.</param>
public sealed record PlannedUnit(
    string Message,
    bool InTransaction,
    string Lock,
    string Tables,
    string? Role,
    IReadOnlyList<string> Statements
);
