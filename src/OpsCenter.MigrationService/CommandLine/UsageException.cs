namespace OpsCenter.MigrationService.CommandLine;

/// <summary>An option or a setting has a value that means nothing. Found before anything is touched.</summary>
internal sealed class UsageException(string message, string remedy) : Exception(message)
{
    /// <summary>What to write instead.</summary>
    public string Remedy { get; } = remedy;
}
