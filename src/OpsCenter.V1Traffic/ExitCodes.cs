namespace OpsCenter.V1Traffic;

/// <summary>The exit codes of <c>opscenter-v1traffic</c>, as in docs/exit-codes.md; a test compares them.</summary>
internal static class ExitCodes
{
    /// <summary>All operations that arrived succeeded, also if a signal ended the run.</summary>
    public const int Done = 0;

    /// <summary>An unexpected error.</summary>
    public const int Unexpected = 1;

    /// <summary>
    /// The command line, the connection string or the port of the health endpoint is invalid. Nothing was sent.
    /// </summary>
    public const int Usage = 2;

    /// <summary>The database could not be reached at the start.</summary>
    public const int CannotConnect = 3;

    /// <summary>It has no V1 tables, or the role has no rights on them. Nothing was sent.</summary>
    public const int Refused = 4;

    /// <summary>Operations failed or were not finished; the report lists them.</summary>
    public const int Failed = 8;

    /// <summary>Canceled by Ctrl+C or SIGTERM before anything was sent.</summary>
    public const int Cancelled = 130;
}
