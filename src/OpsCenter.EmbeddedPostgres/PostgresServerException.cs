namespace OpsCenter.EmbeddedPostgres;

/// <summary>A server program failed. The message contains the last lines of its output.</summary>
public sealed class PostgresServerException : EmbeddedPostgresException
{
    internal PostgresServerException(string what, IReadOnlyList<string> lastLines)
        : base(
            lastLines.Count == 0
                ? $"{what} It wrote nothing."
                : $"{what} Its last lines:{Environment.NewLine}{string.Join(Environment.NewLine, lastLines)}"
        ) => LastLines = lastLines;

    /// <summary>The last lines of the output.</summary>
    public IReadOnlyList<string> LastLines { get; }
}
