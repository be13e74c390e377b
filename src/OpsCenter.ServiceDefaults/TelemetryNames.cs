namespace OpsCenter.ServiceDefaults;

/// <summary>The names of the telemetry sources of OpsCenter.</summary>
public static class TelemetryNames
{
    /// <summary>The ActivitySource and the Meter of the migration engine.</summary>
    public const string Migrations = "OpsCenter.Migrations";

    /// <summary>The ActivitySource of <c>opscenter</c>: a root span for each run of a command.</summary>
    public const string Service = "OpsCenter.MigrationService";

    /// <summary>The ActivitySource and the Meter of the V1 traffic.</summary>
    public const string V1Traffic = "OpsCenter.V1Traffic";
}
