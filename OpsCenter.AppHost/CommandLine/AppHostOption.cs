namespace OpsCenter.AppHost.CommandLine;

/// <summary>An option of the AppHost.</summary>
/// <param name="Name">As written on the command line.</param>
/// <param name="Key">The configuration key that it sets.</param>
/// <param name="Value">What its value is called in the usage; null for a switch.</param>
/// <param name="Description">One line.</param>
internal sealed record AppHostOption(string Name, string Key, string? Value, string Description)
{
    public static IReadOnlyList<AppHostOption> All { get; } =
    [
        new("--once", "Once", null, "End with the migration, and with its exit code."),
        new("--shape", "Shape", "a|b", "The V1 schema to seed."),
        new("--usage-rows", "UsageRows", "N", "Rows of sample data in llm_usage_logs."),
        new("--startup-indexes", "StartupIndexes", null, "Seed V1's start-up indexes too."),
        new("--no-backup", "NoBackup", null, "Migrate a given database without a backup first."),
        new("--postgres", "Postgres", "container|embedded", "Where the server comes from."),
        new("--traffic-rate", "TrafficRate", "N", "Operations of V1 traffic a second."),
        new("--no-traffic", "NoTraffic", null, "Send no V1 traffic beside the migration."),
    ];

    public string ConfigurationArgument(string value) =>
        $"--{AppHostSettings.Section}:{Key}={value}";
}
