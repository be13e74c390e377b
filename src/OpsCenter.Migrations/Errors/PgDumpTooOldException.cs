namespace OpsCenter.Migrations.Errors;

/// <summary>Every pg_dump that was found is older than the server, which it would refuse. Nothing was touched.</summary>
public sealed class PgDumpTooOldException(string message, string remedy, Exception? inner = null)
    : MigrationException("pg-dump-too-old", message, remedy, inner);
