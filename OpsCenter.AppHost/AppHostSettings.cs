using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpsCenter.AppHost.Servers;

namespace OpsCenter.AppHost;

/// <summary>What section <c>OpsCenter</c> of the configuration asks for; the command line's options end up there too.</summary>
internal sealed record AppHostSettings
{
    public const string Section = "OpsCenter";

    /// <summary>The name of the database, and of its connection string.</summary>
    public const string ConnectionName = "opscenterdb";

    /// <summary>Which V1 schema is seeded: <c>a</c> or <c>b</c>; null leaves it to <c>opscenter seed</c>.</summary>
    public string? Shape { get; init; }

    /// <summary>Rows of sample data in llm_usage_logs; null leaves it to <c>opscenter seed</c>.</summary>
    public int? UsageRows { get; init; }

    /// <summary>Whether V1's start-up indexes are there already.</summary>
    public bool StartupIndexes { get; init; }

    /// <summary>Whether the AppHost ends with the migration.</summary>
    public bool Once { get; init; }

    /// <summary>The kind of server demanded; null leaves the choice to <see cref="ServerChoice"/>.</summary>
    public ServerKind? Postgres { get; init; }

    /// <summary>Whether traffic was forbidden.</summary>
    public bool NoTraffic { get; init; }

    /// <summary>Operations of V1 traffic a second; null leaves it to <c>opscenter-v1traffic</c>.</summary>
    public double? TrafficRate { get; init; }

    /// <summary>Whether the database is not our own: on a server that runs already, or on that of a deployment.</summary>
    public bool OnForeignServer { get; init; }

    public IReadOnlyList<string> SeedCommand =>
        [
            "seed",
            .. Shape is null ? Array.Empty<string>() : ["--shape", Shape],
            .. UsageRows is { } rows
                ? ["--usage-rows", rows.ToString(CultureInfo.InvariantCulture)]
                : Array.Empty<string>(),
            .. StartupIndexes ? ["--startup-indexes"] : Array.Empty<string>(),
        ];

    /// <summary>
    /// Whether the migration takes no backup first. A database of our own is thrown away with its data; one that was given is not ours.
    /// </summary>
    public bool NoBackup { get; init; }

    public IReadOnlyList<string> MigrationCommand =>
        ["worker", .. NoBackup ? ["--no-backup"] : Array.Empty<string>()];

    /// <summary>
    /// Null for no traffic. It writes usage and health into the database, so one that is not our own gets it only if a rate was
    /// asked for.
    /// </summary>
    public IReadOnlyList<string>? TrafficCommand =>
        NoTraffic || (OnForeignServer && TrafficRate is null)
            ? null
            :
            [
                .. TrafficRate is { } rate
                    ? ["--rate", rate.ToString(CultureInfo.InvariantCulture)]
                    : Array.Empty<string>(),
            ];

    /// <param name="configuration">The configuration.</param>
    /// <param name="publishing">Whether it is for a deployment: its database is nobody's throwaway.</param>
    /// <exception cref="AppHostException">A value is not one of those allowed.</exception>
    public static AppHostSettings Read(IConfiguration configuration, bool publishing = false)
    {
        var section = configuration.GetSection(Section);
        var onForeignServer =
            publishing
            || !string.IsNullOrWhiteSpace(configuration.GetConnectionString(ConnectionName));
        return new AppHostSettings
        {
            Shape = Value(section, nameof(Shape), "a or b", Shapes),
            UsageRows = Value(section, nameof(UsageRows), "a number from 0 upwards", Rows),
            StartupIndexes = Value(section, nameof(StartupIndexes), "true or false", Flag) ?? false,
            Once = Value(section, nameof(Once), "true or false", Flag) ?? false,
            NoBackup = Value(section, nameof(NoBackup), "true or false", Flag) ?? !onForeignServer,
            Postgres = Value(section, nameof(Postgres), "container or embedded", Kind),
            NoTraffic = Value(section, nameof(NoTraffic), "true or false", Flag) ?? false,
            TrafficRate = Value(section, nameof(TrafficRate), "a number above 0", Rate),
            OnForeignServer = onForeignServer,
        };
    }

    private static T? Value<T>(
        IConfigurationSection section,
        string key,
        string allowed,
        Func<string, T?> parse
    )
    {
        var text = section[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return default;
        }

        return parse(text)
            ?? throw new AppHostException(
                $"{Section}:{key} is \"{text}\"; it must be {allowed}. Nothing was started. "
                    + "Correct the option or the configuration; --help lists them.",
                ExitCodes.Usage
            );
    }

    private static string? Shapes(string text) =>
        text.ToLowerInvariant() is var shape and ("a" or "b") ? shape : null;

    private static int? Rows(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            ? rows
            : null;

    private static double? Rate(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
        && rate is > 0 and < double.PositiveInfinity
            ? rate
            : null;

    private static bool? Flag(string text) => bool.TryParse(text, out var flag) ? flag : null;

    private static ServerKind? Kind(string text) =>
        text.ToLowerInvariant() switch
        {
            "container" => ServerKind.Container,
            "embedded" => ServerKind.Embedded,
            _ => null,
        };
}
