namespace OpsCenter.Migrations.Errors;

/// <summary>The role may not read or write what the engine itself needs: the metadata in schema opscenter, or a sequence or table.</summary>
public sealed class PermissionDeniedException(
    string message,
    string remedy,
    Exception? inner = null
) : MigrationException("no-permission", message, remedy, inner);
