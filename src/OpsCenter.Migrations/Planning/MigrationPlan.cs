namespace OpsCenter.Migrations.Planning;

/// <summary>What a script would do, as it said itself in plan mode: nothing was changed.</summary>
/// <param name="Migration">The migration's name.</param>
/// <param name="Direction">Which of its scripts was asked.</param>
/// <param name="Steps">Everything it said, in its order.</param>
public sealed record MigrationPlan(
    string Migration,
    MigrationDirection Direction,
    IReadOnlyList<MigrationStep> Steps
)
{
    /// <summary>The statements that would be executed, in their order; empty unless they were asked for.</summary>
    public IReadOnlyList<PlannedUnit> Units { get; init; } = [];

    /// <summary>The plan in lines that can be compared with those of a later one.</summary>
    public PlanOutline Outline { get; init; } = PlanOutline.None;

    /// <summary>What would be created.</summary>
    public IEnumerable<MigrationStep> ToAdd => Of(StepKind.Added);

    /// <summary>What is wanted and already there.</summary>
    public IEnumerable<MigrationStep> AlreadyThere => Of(StepKind.Kept);

    /// <summary>What is there with a compatible difference, which stays.</summary>
    public IEnumerable<MigrationStep> Differing => Of(StepKind.Differs);

    /// <summary>What would be left out.</summary>
    public IEnumerable<MigrationStep> Skipped => Of(StepKind.Skipped);

    /// <summary>What stands in the way. With any of them the script refuses to run.</summary>
    public IEnumerable<MigrationStep> Obstacles => Of(StepKind.Obstacle);

    /// <summary>What would be dropped.</summary>
    public IEnumerable<MigrationStep> ToDrop => Of(StepKind.Dropped);

    /// <summary>What would be archived.</summary>
    public IEnumerable<MigrationStep> ToArchive => Of(StepKind.Archived);

    /// <summary>What the operator should know or do.</summary>
    public IEnumerable<MigrationStep> Advice => Of(StepKind.Advice);

    /// <summary>Whether the script would run.</summary>
    public bool IsClear => !Obstacles.Any();

    private IEnumerable<MigrationStep> Of(StepKind kind) => Steps.Where(step => step.Kind == kind);
}
