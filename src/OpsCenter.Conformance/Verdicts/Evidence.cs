namespace OpsCenter.Conformance.Verdicts;

/// <summary>One thing that was seen and that a law forbids.</summary>
/// <param name="Text">What was seen, in one sentence with the names of the migration's own objects.</param>
public sealed record Evidence(string Text)
{
    /// <summary>The statement that did it, as far as known, with its script and line.</summary>
    public string? Statement { get; init; }

    /// <summary>Lost values, changed definitions and the like; at most a handful.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Text;
}
