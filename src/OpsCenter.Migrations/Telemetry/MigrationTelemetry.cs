using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OpsCenter.Migrations.Telemetry;

/// <summary>The spans and metrics of the engine. Subscribe to both by <see cref="Name"/>.</summary>
/// <remarks>
/// A span's name is a verb and what it is done to, such as "apply v2" or "digest orders": names of the migration's own objects, which
/// are few. What differs from run to run is an attribute.
/// </remarks>
public static class MigrationTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "OpsCenter.Migrations";

    /// <summary>The attribute of a span that says for how many seconds its lock was asked for in vain.</summary>
    public const string LockWaitTag = "opscenter.lock.wait";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    internal static readonly Histogram<double> ScriptDuration = Duration(
        "opscenter.script.duration",
        "How long a script ran, from its first statement to its last."
    );

    internal static readonly Histogram<double> StatementDuration = Duration(
        "opscenter.statement.duration",
        "How long one statement of a script ran."
    );

    internal static readonly Histogram<double> DigestDuration = Duration(
        "opscenter.digest.duration",
        "How long the content digests of all tables took."
    );

    internal static readonly Histogram<double> RunnerLockWait = Duration(
        "opscenter.runner_lock.wait",
        "How long a runner waited for its turn."
    );

    internal static readonly Counter<long> LockRetries = Meter.CreateCounter<long>(
        "opscenter.lock.retries",
        "{attempt}",
        "How often a lock could not be acquired at once, and was asked for again."
    );

    internal static readonly Histogram<double> UnitDuration = Duration(
        "opscenter.unit.duration",
        "How long one unit of an online run took, waiting included."
    );

    /// <summary>Seconds, from a statement on an empty table to an index of an hour.</summary>
    private static Histogram<double> Duration(string name, string description) =>
        Meter.CreateHistogram(
            name,
            "s",
            description,
            tags: null,
            new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries =
                [
                    0.002,
                    0.005,
                    0.01,
                    0.02,
                    0.05,
                    0.1,
                    0.2,
                    0.5,
                    1,
                    2,
                    5,
                    10,
                    30,
                    60,
                    300,
                    900,
                    3600,
                ],
            }
        );
}
