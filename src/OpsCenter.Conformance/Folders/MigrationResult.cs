using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Conformance.Folders;

/// <summary>The verdicts for one migration of a folder.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="Report">The verdicts.</param>
public sealed record MigrationResult(FolderMigration Migration, ConformanceReport Report)
{
    /// <summary>
    /// Whether no law is broken or unchecked. The first migration of a folder, for example, meets no rows: that a law has nothing to check
    /// there is no fault of it.
    /// </summary>
    public bool Conforms => Report.Conforms || Report.IsVacuous;

    /// <summary>Whether earlier checks found all of it.</summary>
    public bool IsFromCache =>
        Report.Results.Count > 0 && Report.Results.All(result => result.FromCache);

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
