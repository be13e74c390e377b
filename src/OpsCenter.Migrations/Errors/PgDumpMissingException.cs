namespace OpsCenter.Migrations.Errors;

/// <summary>pg_dump, or pg_restore beside it, is not installed where it was looked for. Nothing was touched.</summary>
public sealed class PgDumpMissingException(string message, string remedy, Exception? inner = null)
    : MigrationException("pg-dump-missing", message, remedy, inner);
