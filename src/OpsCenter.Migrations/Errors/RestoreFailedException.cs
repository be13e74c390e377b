namespace OpsCenter.Migrations.Errors;

/// <summary>pg_restore reported errors. The message says what they left: nothing, or a new database with what could be restored.</summary>
public sealed class RestoreFailedException(string message, string remedy, Exception? inner = null)
    : MigrationException("restore-failed", message, remedy, inner);
