using OpsCenter.Migrations.Objects;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>A migration that was executed on a copy.</summary>
/// <param name="Title">Version and name.</param>
/// <param name="File">The file.</param>
/// <param name="Objects">The objects that it created, changed and dropped.</param>
/// <param name="Impacts">What it does to tables that were there before.</param>
public sealed record DryRunStep(
    string Title,
    string File,
    ObjectDifference Objects,
    IReadOnlyList<TableImpact> Impacts
)
{
    /// <summary>The statements that would be run in batches.</summary>
    public IReadOnlyList<PlannedBatches> Batches { get; init; } = [];

    /// <summary>Changes of data that the script does not declare.</summary>
    public IReadOnlyList<UndeclaredChange> Undeclared { get; init; } = [];
}
