namespace OpsCenter.Migrations.Errors;

/// <summary>An object in the place of the migration metadata belongs to a role that is not trusted, or carries code.</summary>
public sealed class UntrustedObjectException(string message, string remedy)
    : MigrationException("untrusted-object", message, remedy);
