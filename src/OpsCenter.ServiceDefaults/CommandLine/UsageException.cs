namespace OpsCenter.ServiceDefaults.CommandLine;

/// <summary>An option or a setting has an invalid value. It is thrown before anything is changed.</summary>
/// <param name="message">The error.</param>
/// <param name="remedy">A valid value, or how to find one.</param>
public sealed class UsageException(string message, string remedy) : Exception(message)
{
    /// <summary>A valid value, or how to find one.</summary>
    public string Remedy { get; } = remedy;
}
