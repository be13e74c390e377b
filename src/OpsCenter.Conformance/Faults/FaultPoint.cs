namespace OpsCenter.Conformance.Faults;

/// <summary>A point of a script at which a fault is injected.</summary>
/// <param name="Kind">The kind of point.</param>
/// <param name="Number">
/// The number of the statement or command, from 1; the number of statements plus 1 is the end of the script. For
/// <see cref="FaultPointKind.ElapsedTime"/> a percentage.
/// </param>
internal sealed record FaultPoint(FaultPointKind Kind, int Number)
{
    /// <summary>What a report calls the point if its number is none of the script's own statements.</summary>
    public string? Name { get; init; }

    public override string ToString() =>
        Name
        ?? FormattableString.Invariant(
            Kind switch
            {
                FaultPointKind.Boundary => $"before statement {Number}",
                FaultPointKind.ConcurrentBuild => $"within statement {Number}",
                FaultPointKind.OwnCommit => $"after the first COMMIT within statement {Number}",
                FaultPointKind.ElapsedTime => $"after {Number} % of its time",
                _ => $"at DDL command {Number}",
            }
        );
}
