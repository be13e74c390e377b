namespace OpsCenter.Conformance.Snapshots;

/// <summary>A fact from the catalog.</summary>
/// <param name="Identity">
/// What the fact describes, for example <c>column public.account.name</c>; unique in a database.
/// </param>
/// <param name="Definition">The definition, as text.</param>
public sealed record SchemaFact(string Identity, string Definition)
{
    private const string Separator = ": ";

    /// <summary>Whether it is the order of the columns of a table, which has no meaning in SQL.</summary>
    public bool IsColumnOrder => Identity.StartsWith("column order ", StringComparison.Ordinal);

    /// <summary>Whether it describes a schema and not an object in one.</summary>
    internal bool IsSchema => Identity.StartsWith("schema ", StringComparison.Ordinal);

    /// <summary>Whether it describes an index, or a constraint other than NOT NULL.</summary>
    internal bool IsIndexOrConstraint =>
        Identity.StartsWith("index ", StringComparison.Ordinal)
        || Identity.StartsWith("constraint ", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Identity + Separator + Definition;

    /// <summary>Ordinal order by identity, then by definition.</summary>
    internal static int InOrder(SchemaFact one, SchemaFact other) =>
        string.CompareOrdinal(one.Identity, other.Identity) is not 0 and var order
            ? order
            : string.CompareOrdinal(one.Definition, other.Definition);

    internal static SchemaFact Parse(string line)
    {
        // Each query returns lines; a fact without a definition ends with a colon.
        var at = line.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0
            ? new SchemaFact(line.TrimEnd(':'), "")
            : new SchemaFact(line[..at], line[(at + Separator.Length)..]);
    }
}
