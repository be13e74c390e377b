namespace OpsCenter.Migrations.Errors;

/// <summary>An option has a value with which nothing sensible could be done.</summary>
public sealed class InvalidOptionException(string message, string remedy, Exception? inner = null)
    : MigrationException("invalid-option", message, remedy, inner);
