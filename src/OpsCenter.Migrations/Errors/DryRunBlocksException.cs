namespace OpsCenter.Migrations.Errors;

/// <summary>A dry run would keep other sessions waiting longer than the lock timeout, and cannot run elsewhere. It was rolled back.</summary>
public sealed class DryRunBlocksException(string message, string remedy)
    : MigrationException("dry-run-blocks", message, remedy);
