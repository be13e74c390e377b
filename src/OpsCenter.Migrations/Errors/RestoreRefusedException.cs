namespace OpsCenter.Migrations.Errors;

/// <summary>A restore would overwrite something that it was not clearly told to. Nothing was touched.</summary>
public sealed class RestoreRefusedException(string message, string remedy, Exception? inner = null)
    : MigrationException("restore-refused", message, remedy, inner);
