namespace OpsCenter.Migrations.VersionRuns;

/// <summary>What the pending migrations of a folder did on a copy of the definitions, and what that means for the database.</summary>
/// <param name="Convention">The convention of the folder.</param>
/// <param name="Steps">The migrations, in their order.</param>
/// <param name="MaxBlock">How long others may wait.</param>
public sealed record FolderDryRunReport(
    string Convention,
    IReadOnlyList<DryRunStep> Steps,
    TimeSpan MaxBlock
)
{
    /// <summary>Whether nobody would wait for longer than is allowed, as far as the sizes of the tables tell.</summary>
    public bool IsPolite =>
        Steps.SelectMany(step => step.Impacts).All(impact => impact.Blocked <= MaxBlock);

    /// <summary>Whether an apply would be refused because of a change of data that is not declared.</summary>
    public bool IsUndeclared { get; init; }
}
