using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;
using OpsCenter.AppHost.Servers;

namespace OpsCenter.AppHost;

/// <summary>
/// What the configuration asks for; the command line's options end up there too. Shape, rows and rate are Aspire parameters and stand
/// in the section <c>Parameters</c>, the rest in the section <c>OpsCenter</c>.
/// </summary>
internal sealed record AppHostSettings
{
    public const string Section = "OpsCenter";
    public const string Parameters = "Parameters";

    /// <summary>The name of the database, of its resource, and of its connection string.</summary>
    public const string DatabaseName = "opscenterdb";

    public const string ShapeParameter = "shape";
    public const string RowsParameter = "rows";
    public const string RateParameter = "rate";

    /// <summary>Which V1 schema is seeded.</summary>
    public string Shape { get; init; } = "a";

    /// <summary>Rows of sample data in llm_usage_logs.</summary>
    public string Rows { get; init; } = "10000";

    /// <summary>Operations of V1 traffic a second.</summary>
    public string Rate { get; init; } = "20";

    /// <summary>Whether V1's start-up indexes are seeded, too.</summary>
    public bool StartupIndexes { get; init; }

    /// <summary>Whether the AppHost ends with the migration.</summary>
    public bool Once { get; init; }

    /// <summary>The kind of server demanded; null leaves the choice to <see cref="ServerChoice"/>.</summary>
    public ServerKind? Postgres { get; init; }

    /// <summary>Whether the V1 schema and its sample data are built. A database that was given gets them only if it is named.</summary>
    public bool Seed { get; init; }

    /// <summary>Whether V1 traffic runs. It writes, so a database that was given gets it only if a rate was asked for.</summary>
    public bool Traffic { get; init; }

    /// <summary>Whether the migration takes no backup first. A database of our own is thrown away with its data.</summary>
    public bool NoBackup { get; init; }

    /// <exception cref="AppHostException">A value is not one of those allowed.</exception>
    public static AppHostSettings Read(IDistributedApplicationBuilder builder) =>
        Read(builder.Configuration, builder.ExecutionContext.IsPublishMode);

    /// <param name="configuration">The configuration.</param>
    /// <param name="publishing">Whether it is for a deployment, which gets no seed and no traffic.</param>
    /// <exception cref="AppHostException">A value is not one of those allowed.</exception>
    public static AppHostSettings Read(IConfiguration configuration, bool publishing)
    {
        var section = configuration.GetSection(Section);
        var parameters = configuration.GetSection(Parameters);
        var given = configuration.GetConnectionString(DatabaseName);
        var isOwn = !publishing && string.IsNullOrWhiteSpace(given);
        var rate = Value(parameters, RateParameter, "a number above 0", Rates);
        var noTraffic = Value(section, "NoTraffic", "true or false", Flag) ?? false;
        var defaults = new AppHostSettings();
        return new AppHostSettings
        {
            Shape = Value(parameters, ShapeParameter, "a or b", Shapes) ?? defaults.Shape,
            Rows =
                Value(parameters, RowsParameter, "a number from 0 upwards", Numbers)
                ?? defaults.Rows,
            Rate = rate ?? defaults.Rate,
            StartupIndexes = Value(section, nameof(StartupIndexes), "true or false", Flag) ?? false,
            Once = Value(section, nameof(Once), "true or false", Flag) ?? false,
            Postgres = Value(section, nameof(Postgres), "container or embedded", Kind),
            NoBackup = Value(section, nameof(NoBackup), "true or false", Flag) ?? isOwn,
            Seed = !publishing && (isOwn || SeedsGiven(section, given)),
            Traffic = !publishing && !noTraffic && (isOwn || rate is not null),
        };
    }

    /// <summary>Sample data and a role for it are nothing that a database of somebody else may get by mistake.</summary>
    private static bool SeedsGiven(IConfigurationSection section, string? given)
    {
        var named = section[nameof(Seed)];
        if (string.IsNullOrWhiteSpace(named))
        {
            return false;
        }

        var database = DatabaseOf(given);
        return named == database
            ? true
            : throw new AppHostException(
                $"--seed names the database \"{named}\", but ConnectionStrings__{DatabaseName} leads to \"{database}\". Nothing was started.",
                ExitCodes.Usage
            );
    }

    private static string? DatabaseOf(string? connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).Database;
        }
        catch (ArgumentException)
        {
            // opscenter says what is wrong with it.
            return null;
        }
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
                $"{section.Path}:{key} is \"{text}\"; it must be {allowed}. Nothing was started. "
                    + "Correct the option or the configuration; --help lists them.",
                ExitCodes.Usage
            );
    }

    private static string? Shapes(string text) =>
        text.ToLowerInvariant() is var shape and ("a" or "b") ? shape : null;

    private static string? Numbers(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? text : null;

    private static string? Rates(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
        && rate is > 0 and < double.PositiveInfinity
            ? text
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
