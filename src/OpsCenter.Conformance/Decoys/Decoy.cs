namespace OpsCenter.Conformance.Decoys;

/// <summary>Something that is not the migration's and has a name that the migration wants.</summary>
/// <param name="What">What it is, in words.</param>
/// <param name="Statements">Makes it in a base. One that the base does not take is passed over.</param>
internal sealed record Decoy(string What, IReadOnlyList<string> Statements)
{
    /// <summary>Settings of the session that meets it.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
