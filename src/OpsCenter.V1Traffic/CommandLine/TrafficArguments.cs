using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace OpsCenter.V1Traffic.CommandLine;

/// <summary>The options of <c>opscenter-v1traffic</c>.</summary>
internal static class TrafficArguments
{
    private const double HighestRate = 100_000;
    private const int MostClients = 1000;

    /// <summary>
    /// An orchestrator kills a process about 6 s after a signal, and the report and telemetry need time after this.
    /// </summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(3);

    private static readonly TrafficOptions Defaults = new();

    public static Option<string?> Connection { get; } =
        new("--connection")
        {
            Description =
                "The database, as a connection string or a postgres:// URI. Default: OPSCENTER_CONNECTION, "
                + "then ConnectionStrings__opscenterdb.",
            HelpName = "text",
        };

    public static Option<double> Rate { get; } =
        new("--rate")
        {
            Description = "Operations that arrive per second, even if the server is slower.",
            HelpName = "number",
            CustomParser = ParseRate,
            DefaultValueFactory = _ => Defaults.RatePerSecond,
        };

    public static Option<int> Clients { get; } =
        new("--clients")
        {
            Description = "Sessions that execute the operations.",
            HelpName = "number",
            CustomParser = ParseClients,
            DefaultValueFactory = _ => Defaults.Clients,
        };

    public static Option<TimeSpan?> Duration { get; } =
        new("--duration")
        {
            Description = "The duration, such as 30s or 5m. Default: 0, until Ctrl+C or SIGTERM.",
            HelpName = "duration",
            CustomParser = ParseDuration,
        };

    public static Option<int> Seed { get; } =
        new("--seed")
        {
            Description = "The same seed gives the same operations at the same times.",
            HelpName = "number",
            DefaultValueFactory = _ => Defaults.Seed,
        };

    public static Option<TimeSpan?> Progress { get; } =
        new("--progress")
        {
            Description = "Prints a line at this interval. Default: 0, never.",
            HelpName = "duration",
            CustomParser = ParseDuration,
        };

    public static Option<bool> Json { get; } =
        new("--json") { Description = "Prints the report as one JSON document instead of text." };

    public static RootCommand CreateCommand() =>
        new RootCommand(
            "Runs the operations of the V1 backend at a given rate and reports their latency."
        )
        {
            Connection,
            Rate,
            Clients,
            Duration,
            Seed,
            Progress,
            Json,
        };

    public static TrafficOptions Read(ParseResult parsed) =>
        new()
        {
            RatePerSecond = parsed.GetValue(Rate),
            Clients = parsed.GetValue(Clients),
            Duration = parsed.GetValue(Duration),
            Seed = parsed.GetValue(Seed),
            DrainLimit = DrainLimit,
        };

    private static double ParseRate(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
            && rate is > 0 and <= HighestRate
        )
        {
            return rate;
        }

        result.AddError($"--rate is '{text}'; it must be a number above 0, up to {HighestRate}.");
        return default;
    }

    private static int ParseClients(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var clients)
            && clients is > 0 and <= MostClients
        )
        {
            return clients;
        }

        result.AddError($"--clients is '{text}'; it must be a number from 1 to {MostClients}.");
        return default;
    }

    private static TimeSpan? ParseDuration(ArgumentResult result) =>
        result.Tokens[0].Value == "0" ? null : ServiceDefaults.CommandLine.Duration.Parse(result);
}
