namespace OpsCenter.Migrations.Errors;

/// <summary>Another runner works on this database, and did not finish before the deadline.</summary>
public sealed class RunnerLockException(string message, string remedy, Exception? inner = null)
    : MigrationException("another-runner", message, remedy, inner);
