namespace OpsCenter.V1Traffic;

/// <summary>Why traffic could not be started. Once it runs, errors are counted instead.</summary>
/// <param name="id">The kind of error, in kebab case.</param>
/// <param name="message">What is wrong.</param>
/// <param name="remedy">What to do.</param>
/// <param name="inner">What was met, if anything.</param>
public sealed class TrafficException(
    string id,
    string message,
    string remedy,
    Exception? inner = null
) : Exception(message, inner)
{
    /// <summary>The kind of error: <c>cannot-connect</c>, <c>no-v1-tables</c>, <c>no-permission</c>.</summary>
    public string Id { get; } = id;

    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;
}
