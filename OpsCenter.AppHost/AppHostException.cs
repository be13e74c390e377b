namespace OpsCenter.AppHost;

/// <summary>Ends the AppHost with a message for its user instead of a stack trace.</summary>
internal sealed class AppHostException(string message, int exitCode) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
