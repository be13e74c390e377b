namespace OpsCenter.Migrations.Errors;

/// <summary>A script that was applied has been edited since.</summary>
public sealed class ChecksumChangedException(string message, string remedy, Exception? inner = null)
    : MigrationException("checksum-changed", message, remedy, inner);
