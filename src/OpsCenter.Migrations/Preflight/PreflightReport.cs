using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Preflight;

/// <summary>What was looked at before a migration, and what was found. Nothing was changed.</summary>
/// <param name="Migration">The migration's name.</param>
/// <param name="Direction">Which of its scripts it is about.</param>
/// <param name="IsNeeded">False if there is nothing to do: then no rule was run.</param>
/// <param name="Rules">The ids of the rules that were run.</param>
/// <param name="Findings">What they found: first what stands in the way; in both, what is about no single table, then table by table.</param>
public sealed record PreflightReport(
    string Migration,
    MigrationDirection Direction,
    bool IsNeeded,
    IReadOnlyList<string> Rules,
    IReadOnlyList<PreflightFinding> Findings
)
{
    /// <summary>What the migration is refused for.</summary>
    public IEnumerable<PreflightFinding> Blocking => Findings.Where(finding => finding.Blocks);

    /// <summary>Whether nothing stands in the way, or all of it is allowed.</summary>
    public bool IsClear => !Blocking.Any();
}
