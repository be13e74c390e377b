namespace OpsCenter.V1Traffic;

/// <summary>The traffic could not be started. Errors of running traffic are only counted.</summary>
/// <param name="id">The kind of error, in kebab case.</param>
/// <param name="message">The error.</param>
/// <param name="remedy">The remedy.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class TrafficException(
    string id,
    string message,
    string remedy,
    Exception? inner = null
) : Exception(message, inner)
{
    /// <summary>The kind of error: <c>cannot-connect</c>, <c>no-v1-tables</c>, <c>no-permission</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The remedy.</summary>
    public string Remedy { get; } = remedy;
}
