namespace OpsCenter.Migrations.Errors;

/// <summary>A connection was lost on the way. What was not committed is rolled back by the server; what was done before stays.</summary>
public sealed class ConnectionLostException(string message, Exception? inner = null)
    : MigrationException(
        "connection-lost",
        message,
        "The server rolls back what was not committed. Look at opscenter status, then repeat: it resumes there.",
        inner
    );
