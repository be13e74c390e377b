namespace OpsCenter.Conformance.Verdicts;

/// <summary>An observation that shows that a law is broken.</summary>
/// <param name="Text">One sentence with the names of the objects.</param>
public sealed record Evidence(string Text)
{
    /// <summary>The statement that caused it, or null if unknown.</summary>
    public string? Statement { get; init; }

    /// <summary>Some of the lost values, changed definitions and so on.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Text;
}
