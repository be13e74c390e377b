using OpsCenter.Migrations.Planning;

namespace OpsCenter.Migrations.Operations;

/// <summary>What a restore of archived rows did, or would do.</summary>
/// <param name="Migration">The migration's name.</param>
/// <param name="Outcome">Whether it ran.</param>
/// <param name="Archives">The numbers of the archives that it took.</param>
/// <param name="Rows">How many rows of the migration's own tables came back.</param>
/// <param name="Values">How many rows that were there before the migration got values of its columns back.</param>
/// <param name="Steps">What the script said, table by table.</param>
/// <param name="Duration">How long the script ran.</param>
public sealed record RestoreArchiveReport(
    string Migration,
    RestoreArchiveOutcome Outcome,
    IReadOnlyList<int> Archives,
    long Rows,
    long Values,
    IReadOnlyList<MigrationStep> Steps,
    TimeSpan Duration
)
{
    /// <summary>Whether nothing stands in the way. Only a plan can say otherwise: a run would have thrown.</summary>
    public bool IsClear => Steps.All(step => step.Kind != StepKind.Obstacle);
}
