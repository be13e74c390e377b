namespace OpsCenter.Migrations.Objects;

/// <summary>An object of a database.</summary>
/// <param name="Kind">Such as <c>table</c>, <c>column</c> or <c>index</c>.</param>
/// <param name="Identity">Its name, qualified and quoted.</param>
/// <param name="Key">What it is known by while it exists, whatever its name.</param>
/// <param name="Table">The table that it belongs to; null if it stands by itself.</param>
/// <param name="Definition">All that it is made of, as text.</param>
public sealed record DatabaseObject(
    string Kind,
    string Identity,
    ObjectKey Key,
    string? Table,
    string Definition
)
{
    /// <summary>The kind of a table that belongs to an extension.</summary>
    internal const string OfExtension = "extension table";

    /// <summary>Whether it is a table, of an extension or not.</summary>
    internal bool IsTable => Kind is "table" or OfExtension;

    /// <summary>
    /// The file of its rows; 0 if it has none. Another number means that it was rewritten or emptied. Of a composite type: how many
    /// attributes it has lost.
    /// </summary>
    internal long File { get; init; }

    /// <summary>Whether the file of its rows is not empty.</summary>
    internal bool HasFile { get; init; }

    /// <summary>Kind and name, as messages show them.</summary>
    public override string ToString() => $"{Kind} {Identity}";
}
