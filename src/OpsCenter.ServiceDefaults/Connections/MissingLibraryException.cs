namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>A library of the system is missing that every connection needs. Nothing was touched.</summary>
/// <param name="message">Which one.</param>
/// <param name="remedy">What to install.</param>
public sealed class MissingLibraryException(string message, string remedy) : Exception(message)
{
    /// <summary>What to install.</summary>
    public string Remedy { get; } = remedy;
}
