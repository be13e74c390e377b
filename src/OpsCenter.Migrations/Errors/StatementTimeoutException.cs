namespace OpsCenter.Migrations.Errors;

/// <summary>A statement reached the limit <c>statement_timeout</c>. Its transaction was rolled back.</summary>
public sealed class StatementTimeoutException(
    string message,
    string remedy,
    Exception? inner = null
) : MigrationException("statement-timeout", message, remedy, inner);
