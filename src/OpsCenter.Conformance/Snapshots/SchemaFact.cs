namespace OpsCenter.Conformance.Snapshots;

/// <summary>One thing that the catalog says.</summary>
/// <param name="Identity">What it is about, for example <c>column public.account.name</c>; unique in a database.</param>
/// <param name="Definition">All that is said about it.</param>
public sealed record SchemaFact(string Identity, string Definition)
{
    private const string Separator = ": ";

    /// <summary>Whether it tells nothing but the order of a table's columns, which is no part of a schema's meaning.</summary>
    public bool IsColumnOrder => Identity.StartsWith("column order ", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Identity + Separator + Definition;

    /// <summary>By what they are about, then by what is said, character by character: no language's order.</summary>
    internal static int InOrder(SchemaFact one, SchemaFact other) =>
        string.CompareOrdinal(one.Identity, other.Identity) is not 0 and var order
            ? order
            : string.CompareOrdinal(one.Definition, other.Definition);

    internal static SchemaFact Parse(string line)
    {
        // Each query writes a line; a line that says nothing more ends with its colon.
        var at = line.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0
            ? new SchemaFact(line.TrimEnd(':'), "")
            : new SchemaFact(line[..at], line[(at + Separator.Length)..]);
    }
}
