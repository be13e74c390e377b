namespace OpsCenter.Conformance.Faults;

/// <summary>Where a fault strikes.</summary>
/// <param name="Place">At a statement's boundary, in a waiting statement, at a DDL command, or at a moment.</param>
/// <param name="Number">Which, counted from 1; one more than the statements for the end of the script. Of a moment: percent of the time.</param>
internal sealed record FaultPoint(FaultPlace Place, int Number)
{
    public override string ToString() =>
        FormattableString.Invariant(
            Place switch
            {
                FaultPlace.Boundary => $"before statement {Number}",
                FaultPlace.Waiting => $"within statement {Number}",
                FaultPlace.Moment => $"after {Number} % of its time",
                _ => $"at DDL command {Number}",
            }
        );
}
