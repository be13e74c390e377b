namespace OpsCenter.Migrations.Errors;

/// <summary>A statement waited longer than the lock timeout; the transaction was rolled back.</summary>
public sealed class LockTimeoutException(string message, string remedy, Exception? inner = null)
    : MigrationException("lock-timeout", message, remedy, inner);
