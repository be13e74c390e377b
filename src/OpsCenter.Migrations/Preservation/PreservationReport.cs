namespace OpsCenter.Migrations.Preservation;

/// <summary>Content before against content now, table by table.</summary>
/// <param name="TakenAt">When the first digests were taken.</param>
/// <param name="Algorithm">How.</param>
/// <param name="Findings">One per table and sequence.</param>
/// <param name="Unchecked">Tables that could not be read.</param>
public sealed record PreservationReport(
    DateTimeOffset TakenAt,
    string Algorithm,
    IReadOnlyList<PreservationFinding> Findings,
    IReadOnlyList<UncheckedTable> Unchecked
)
{
    /// <summary>
    /// Whether it is proved: something was compared, all of it could be, and no content changed without others being known to have done it.
    /// </summary>
    public bool IsPreserved =>
        Findings.Count > 0
        && Findings.All(finding =>
            finding.Verdict
                is PreservationVerdict.Unchanged
                    or PreservationVerdict.Preserved
                    or PreservationVerdict.ChangedByOthers
        );
}
