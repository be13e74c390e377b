namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>How a run of <c>opscenter</c> ended.</summary>
/// <param name="ExitCode">Its exit code; docs/exit-codes.md lists them.</param>
/// <param name="Text">What it printed, standard output and standard error in the order of writing.</param>
/// <param name="Document">What it wrote with <c>--json-file</c>; null if it wrote none.</param>
internal sealed record ProgramResult(int ExitCode, string Text, RunDocument? Document)
{
    public const int Done = 0;
    public const int Unexpected = 1;
    public const int Refused = 4;
    public const int ChecksumChanged = 6;
    public const int NotVerified = 8;
    public const int BackupFailed = 9;
    public const int Cancelled = 130;

    /// <summary>Whether it ended before anything was touched, for a reason that its user can remove.</summary>
    public bool IsRefusal => ExitCode is Refused or ChecksumChanged or BackupFailed;
}
