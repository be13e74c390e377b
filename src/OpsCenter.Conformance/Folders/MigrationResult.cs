using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Conformance.Folders;

/// <summary>The verdicts for one migration of a folder.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="Report">The verdicts.</param>
public sealed record MigrationResult(FolderMigration Migration, ConformanceReport Report)
{
    /// <summary>The broken laws, the worst first.</summary>
    public IReadOnlyList<LawResult> Broken { get; } =
    [
        .. Report
            .Results.Where(result => result.Verdict == Verdict.Broken)
            .OrderBy(result => FolderLaws.Rank(result.Law)),
    ];

    /// <summary>The laws that could not be checked.</summary>
    public IReadOnlyList<LawResult> Unchecked { get; } =
    [.. Report.Results.Where(result => result.Verdict == Verdict.NotChecked)];
}
