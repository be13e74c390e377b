namespace OpsCenter.Migrations.Errors;

/// <summary>The sessions of a run, or pg_dump, reached different servers. Nothing was touched.</summary>
public sealed class SeveralServersException(string message, Exception? inner = null)
    : MigrationException(
        "several-servers",
        message,
        "Name the one server that takes writes by its own host and port: not a load balancer, nor a name with several addresses.",
        inner
    );
