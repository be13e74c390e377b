namespace OpsCenter.MigrationService;

/// <summary>How <c>opscenter</c> ends. docs/exit-codes.md is the same list for operators; a test keeps the two equal.</summary>
internal static class ExitCodes
{
    /// <summary>It did what it says, or there was nothing to do.</summary>
    public const int Done = 0;

    /// <summary>Something nobody foresaw.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line, or the connection's text, is wrong. Nothing was touched.</summary>
    public const int Usage = 2;

    /// <summary>The database could not be reached, the connection was lost, or somebody on the server cancelled what ran.</summary>
    public const int CannotConnect = 3;

    /// <summary>An obstacle stands in the way. Nothing was changed.</summary>
    public const int Refused = 4;

    /// <summary>A statement of a script failed, and its transaction was rolled back.</summary>
    public const int ScriptFailed = 5;

    /// <summary>A script that was applied has been edited since. Nothing was run.</summary>
    public const int ChecksumChanged = 6;

    /// <summary>Another runner, or another session's lock, was waited for in vain. What an online run had done stays; the next run resumes it.</summary>
    public const int Locked = 7;

    /// <summary>The migration is not in place as wanted, data changed that nobody is known to have changed, or a check after the commit could not be made.</summary>
    public const int NotVerified = 8;

    /// <summary>A backup could not be taken or read. Nothing was touched.</summary>
    public const int BackupFailed = 9;

    /// <summary>A restore met errors. The message says what it left.</summary>
    public const int RestoreFailed = 10;

    /// <summary>A check found a law broken that was not declared, or could not check one. The report says which.</summary>
    public const int Broken = 11;

    /// <summary>It did what it says, and the report of it could not be written.</summary>
    public const int OutputLost = 12;

    /// <summary>Ended by Ctrl+C or SIGTERM; what had not been committed was rolled back.</summary>
    public const int Cancelled = 130;
}
