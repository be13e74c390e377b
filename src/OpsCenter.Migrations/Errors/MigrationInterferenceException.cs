namespace OpsCenter.Migrations.Errors;

/// <summary>Somebody else undoes what an online run does while it runs.</summary>
public sealed class MigrationInterferenceException(
    string message,
    string remedy,
    Exception? inner = null
) : MigrationException("interference", message, remedy, inner);
