namespace OpsCenter.ServiceDefaults.CommandLine;

/// <summary>An option or a setting has a value that means nothing. Found before anything is touched.</summary>
/// <param name="message">What is wrong with it.</param>
/// <param name="remedy">What to write instead.</param>
public sealed class UsageException(string message, string remedy) : Exception(message)
{
    /// <summary>What to write instead.</summary>
    public string Remedy { get; } = remedy;
}
