namespace OpsCenter.Migrations.Errors;

/// <summary>Somebody on the server cancelled a statement of the run (<c>pg_cancel_backend()</c>). Its transaction was rolled back.</summary>
public sealed class StatementCancelledException(
    string message,
    string remedy,
    Exception? inner = null
) : MigrationException("cancelled-on-server", message, remedy, inner);
