namespace OpsCenter.Conformance.Decoys;

/// <summary>An unrelated object that has the name of an object that the migration creates.</summary>
/// <param name="Description">A description that follows "if".</param>
/// <param name="Statements">The statements that create it. A statement that fails on the base is skipped.</param>
internal sealed record Decoy(string Description, IReadOnlyList<string> Statements)
{
    /// <summary>The settings of the session that runs the scripts.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
