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
        Of("--once", "Once", null, "End with the migration, and with its exit code."),
        Parameter("--shape", AppHostSettings.ShapeParameter, "a|b", "The V1 schema to seed."),
        Parameter(
            "--usage-rows",
            AppHostSettings.RowsParameter,
            "N",
            "Rows of sample data in llm_usage_logs."
        ),
        Of("--startup-indexes", "StartupIndexes", null, "Seed V1's start-up indexes too."),
        Of("--seed", "Seed", "DATABASE", "Seed a given database; takes its name."),
        Of("--no-backup", "NoBackup", null, "Migrate a given database without a backup first."),
        Of("--postgres", "Postgres", "container|embedded", "Where the server comes from."),
        Parameter(
            "--traffic-rate",
            AppHostSettings.RateParameter,
            "N",
            "Operations of V1 traffic a second."
        ),
        Of("--no-traffic", "NoTraffic", null, "Send no V1 traffic beside the migration."),
    ];

    public string ConfigurationArgument(string value) => $"--{Key}={value}";

    private static AppHostOption Of(string name, string key, string? value, string description) =>
        new(name, $"{AppHostSettings.Section}:{key}", value, description);

    private static AppHostOption Parameter(
        string name,
        string key,
        string value,
        string description
    ) => new(name, $"{AppHostSettings.Parameters}:{key}", value, description);
}
