namespace OpsCenter.Migrations.Errors;

/// <summary>A backup could not be taken, or is not complete. It is removed, and the database was not touched.</summary>
public sealed class BackupFailedException(string message, string remedy, Exception? inner = null)
    : MigrationException("backup-failed", message, remedy, inner);
