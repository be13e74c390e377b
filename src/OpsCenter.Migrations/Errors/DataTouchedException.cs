namespace OpsCenter.Migrations.Errors;

/// <summary>A script wrote, rewrote or removed something that was there before it; the transaction was rolled back.</summary>
public sealed class DataTouchedException(string message, string remedy, Exception? inner = null)
    : MigrationException("data-touched", message, remedy, inner);
