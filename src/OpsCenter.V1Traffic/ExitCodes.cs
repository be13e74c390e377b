namespace OpsCenter.V1Traffic;

/// <summary>How <c>opscenter-v1traffic</c> ends; docs/exit-codes.md tells the same, and a test keeps the two equal.</summary>
internal static class ExitCodes
{
    /// <summary>Every operation that arrived was done, also when a signal ended the run.</summary>
    public const int Done = 0;

    /// <summary>Something nobody foresaw.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line, the connection's text or the health endpoint's port is wrong. Nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>The database could not be reached at the start.</summary>
    public const int CannotConnect = 3;

    /// <summary>It has no V1 tables, or the role has no rights on them. Nothing was sent.</summary>
    public const int Refused = 4;

    /// <summary>Operations failed, or were not finished in the end; the report tells which.</summary>
    public const int Failed = 8;

    /// <summary>Ended by Ctrl+C or SIGTERM before anything was sent.</summary>
    public const int Cancelled = 130;
}
