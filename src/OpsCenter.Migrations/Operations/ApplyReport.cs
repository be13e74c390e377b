using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Preservation;

namespace OpsCenter.Migrations.Operations;

/// <summary>What an apply did.</summary>
/// <param name="Migration">The migration's name.</param>
/// <param name="Version">Its release.</param>
/// <param name="Outcome">Whether it ran.</param>
/// <param name="Steps">What the script said; empty if it did not run.</param>
/// <param name="Duration">How long the script ran.</param>
/// <param name="Schema">The tables before and after.</param>
/// <param name="Preservation">Content before against content after the commit; null if the script did not run.</param>
public sealed record ApplyReport(
    string Migration,
    Version Version,
    ApplyOutcome Outcome,
    IReadOnlyList<MigrationStep> Steps,
    TimeSpan Duration,
    SchemaChange Schema,
    PreservationReport? Preservation
)
{
    /// <summary>The backup that was taken first; null if none was wanted, or nothing that was there was to be touched.</summary>
    public BackupReport? Backup { get; init; }

    /// <summary>False only if content changed during the run without anybody else being known to have done it.</summary>
    public bool IsPreserved => Preservation?.IsPreserved ?? true;

    /// <summary>Whether data of an earlier rollback is archived and was not brought back.</summary>
    public bool HasArchives =>
        Steps.Any(step => step is { Kind: StepKind.Advice, ObjectKind: "archive" });
}
