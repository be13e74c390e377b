namespace OpsCenter.Migrations.Errors;

/// <summary>The migrations of a folder and those that are applied do not fit together. Nothing was run.</summary>
public sealed class VersionConflictException(string message, string remedy)
    : MigrationException("version-conflict", message, remedy);
