namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states of a <see cref="SqlMigrationResource"/>, as the dashboard shows them.</summary>
public static class SqlMigrationStates
{
    /// <summary>Not applied, and nothing runs.</summary>
    public static string Pending => "Pending";

    /// <summary>Waits for what it depends on.</summary>
    public static string Waiting => KnownResourceStates.Waiting;

    /// <summary>Backup, apply and verification are running.</summary>
    public static string Applying => "Applying";

    /// <summary>Applied, and verified after that.</summary>
    public static string Applied => "Applied";

    /// <summary>Something stood in the way; nothing was changed.</summary>
    public static string Refused => "Refused";

    /// <summary>A run failed, or the verification found something missing or changed.</summary>
    public static string Failed => "Failed";

    /// <summary>A rollback is running.</summary>
    public static string RollingBack => "Rolling back";

    /// <summary>Was applied, and has been rolled back.</summary>
    public static string RolledBack => "Rolled back";
}
