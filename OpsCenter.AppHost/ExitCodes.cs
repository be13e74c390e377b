namespace OpsCenter.AppHost;

/// <summary>The AppHost's own exit codes; otherwise it ends with that of the command that failed.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The server, or the orchestration itself, failed.</summary>
    public const int Failed = 1;

    /// <summary>The arguments or the configuration are wrong; nothing was started.</summary>
    public const int Usage = 2;

    /// <summary>A signal ended the run before the migration did: 128 and the signal's number, as shells count.</summary>
    public static int Signalled(int signal) => 128 + signal;
}
