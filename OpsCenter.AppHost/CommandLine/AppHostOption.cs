namespace OpsCenter.AppHost.CommandLine;

/// <summary>An option of the AppHost; <c>usage.txt</c> says what it does.</summary>
/// <param name="Name">As written on the command line.</param>
/// <param name="Key">The configuration key that it sets.</param>
/// <param name="Value">What its value is called in the usage; null for a switch.</param>
internal sealed record AppHostOption(string Name, string Key, string? Value)
{
    public static IReadOnlyList<AppHostOption> All { get; } =
    [
        Of("--once", "Once", null),
        Parameter("--shape", AppHostSettings.ShapeParameter, "a|b"),
        Parameter("--usage-rows", AppHostSettings.RowsParameter, "N"),
        Of("--startup-indexes", "StartupIndexes", null),
        Of("--seed", "Seed", "DATABASE"),
        Of("--no-backup", "NoBackup", null),
        Of("--postgres", "Postgres", "container|embedded"),
        Parameter("--traffic-rate", AppHostSettings.RateParameter, "N"),
        Of("--no-traffic", "NoTraffic", null),
    ];

    public string ConfigurationArgument(string value) => $"--{Key}={value}";

    private static AppHostOption Of(string name, string key, string? value) =>
        new(name, $"{AppHostSettings.Section}:{key}", value);

    private static AppHostOption Parameter(string name, string key, string value) =>
        new(name, $"{AppHostSettings.Parameters}:{key}", value);
}
