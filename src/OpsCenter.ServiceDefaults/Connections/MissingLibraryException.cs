namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>A system library that every connection needs is missing. Nothing was changed.</summary>
/// <param name="message">The error, with the name of the library.</param>
/// <param name="remedy">The package to install.</param>
public sealed class MissingLibraryException(string message, string remedy) : Exception(message)
{
    /// <summary>The package to install.</summary>
    public string Remedy { get; } = remedy;
}
