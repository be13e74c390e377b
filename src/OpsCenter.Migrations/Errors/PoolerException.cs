namespace OpsCenter.Migrations.Errors;

/// <summary>A connection pooler stands between that does not keep a session together; nothing was touched.</summary>
public sealed class PoolerException(string message, string remedy, Exception? inner = null)
    : MigrationException("pooler", message, remedy, inner);
