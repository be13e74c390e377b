namespace OpsCenter.Migrations.Errors;

/// <summary>The database could not be reached, or did not let the role in.</summary>
public sealed class ConnectionFailedException(
    string message,
    string remedy,
    Exception? inner = null
) : MigrationException("cannot-connect", message, remedy, inner);
