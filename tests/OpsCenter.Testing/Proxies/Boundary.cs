namespace OpsCenter.Testing;

/// <summary>A point at which a client hands the turn to the server: a simple query, or the end of a group of extended messages.</summary>
/// <param name="Ordinal">Counted from 1 over all connections of the proxy.</param>
/// <param name="Connection">Which of them, counted from 1.</param>
/// <param name="BackendPid">The server's process of that connection.</param>
/// <param name="Text">The SQL, statements joined by semicolons.</param>
public sealed record Boundary(int Ordinal, int Connection, int BackendPid, string Text)
{
    /// <summary>Whether something may be committed here by the client's word.</summary>
    public bool IsCommit => Text.StartsWith("COMMIT", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString()
    {
        var line = Text.ReplaceLineEndings(" ").Trim();
        return $"{Ordinal} (connection {Connection}): {(line.Length > 90 ? line[..90] : line)}";
    }
}
