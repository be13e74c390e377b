namespace OpsCenter.Conformance.Scripts;

/// <summary>A script as it stands in its file.</summary>
/// <param name="Name">How messages call it: usually the file's name.</param>
/// <param name="Text">All of it. Statements as psql takes them; of psql's own commands none but <c>COPY ... FROM stdin</c> with its data.</param>
public sealed record SqlScript(string Name, string Text)
{
    /// <summary>Its statements, in order, without the empty ones.</summary>
    /// <exception cref="ScriptSyntaxException">It has a psql command, or a quote or comment that does not end.</exception>
    public IReadOnlyList<SqlStatement> Statements => field ??= StatementSplitter.Split(this);

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<SqlScript> ReadAsync(
        string path,
        CancellationToken cancellation = default
    ) => new(Path.GetFileName(path), await File.ReadAllTextAsync(path, cancellation));
}
