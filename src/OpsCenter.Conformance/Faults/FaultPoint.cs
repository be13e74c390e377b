using System.Globalization;

namespace OpsCenter.Conformance.Faults;

/// <summary>Where a fault strikes.</summary>
/// <param name="Place">At a statement's boundary, in a waiting statement, or at a DDL command.</param>
/// <param name="Number">Which, counted from 1; one more than the statements for the end of the script.</param>
internal sealed record FaultPoint(FaultPlace Place, int Number)
{
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Place switch { FaultPlace.Boundary => "before statement", FaultPlace.Waiting => "within statement", _ => "at DDL command" }} {Number}"
        );
}
