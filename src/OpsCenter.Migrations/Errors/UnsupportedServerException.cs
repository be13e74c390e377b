namespace OpsCenter.Migrations.Errors;

/// <summary>The server is older than the oldest supported one.</summary>
public sealed class UnsupportedServerException(
    string message,
    string remedy,
    Exception? inner = null
) : MigrationException("server-too-old", message, remedy, inner);
