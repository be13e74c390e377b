namespace OpsCenter.Migrations.Errors;

/// <summary>The run is committed, and a check that follows the commit could not be made.</summary>
public sealed class CommittedUncheckedException(
    string message,
    string remedy,
    Exception? inner = null
) : MigrationException("committed-unchecked", message, remedy, inner);
