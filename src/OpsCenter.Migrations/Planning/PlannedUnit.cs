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
)
{
    /// <summary>The tables that were there before and that it locks, with their sizes; empty where those are unknown.</summary>
    public IReadOnlyList<PlannedTable> Touched { get; init; } = [];

    /// <summary>What it does, object by object; empty where the script does not say it by unit.</summary>
    public IReadOnlyList<MigrationStep> Steps { get; init; } = [];

    /// <summary>How long it takes, roughly; null where that is milliseconds, whatever the size of the tables.</summary>
    public TimeSpan? Estimate { get; init; }
}
