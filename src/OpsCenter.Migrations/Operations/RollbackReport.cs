using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Preservation;

namespace OpsCenter.Migrations.Operations;

/// <summary>What a rollback did.</summary>
/// <param name="Migration">The migration's name.</param>
/// <param name="Outcome">Whether it ran.</param>
/// <param name="Steps">What the script said, the places of archived rows among it.</param>
/// <param name="Duration">How long the script ran.</param>
/// <param name="Schema">The tables before and after.</param>
/// <param name="Preservation">What was there before the migration: its content before against after; null if nothing ran.</param>
/// <param name="Journaled">Whether the run is in the journal.</param>
public sealed record RollbackReport(
    string Migration,
    RollbackOutcome Outcome,
    IReadOnlyList<MigrationStep> Steps,
    TimeSpan Duration,
    SchemaChange Schema,
    PreservationReport? Preservation,
    bool Journaled
)
{
    /// <summary>The backup that was taken first; null if none was wanted, or nothing that was there was to be touched.</summary>
    public BackupReport? Backup { get; init; }

    /// <summary>False only if content changed during the run without anybody else being known to have done it.</summary>
    public bool IsPreserved => Preservation?.IsPreserved ?? true;
}
