namespace OpsCenter.Migrations.Errors;

/// <summary>A backup file is missing, truncated, damaged, or no archive of pg_dump's. Nothing was restored.</summary>
public sealed class BackupUnreadableException(
    string message,
    string remedy,
    Exception? inner = null
) : MigrationException("backup-unreadable", message, remedy, inner);
