using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OpsCenter.Migrations.Telemetry;

/// <summary>The spans and metrics of the engine. Subscribe to both by <see cref="Name"/>.</summary>
public static class MigrationTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "OpsCenter.Migrations";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    internal static readonly Histogram<double> ScriptDuration = Meter.CreateHistogram<double>(
        "opscenter.script.duration",
        "s",
        "How long a script ran, from its first statement to its last."
    );

    internal static readonly Histogram<double> StatementDuration = Meter.CreateHistogram<double>(
        "opscenter.statement.duration",
        "s",
        "How long one statement of a script ran."
    );

    internal static readonly Histogram<double> DigestDuration = Meter.CreateHistogram<double>(
        "opscenter.digest.duration",
        "s",
        "How long the content digests of all tables took."
    );

    internal static readonly Histogram<double> RunnerLockWait = Meter.CreateHistogram<double>(
        "opscenter.runner_lock.wait",
        "s",
        "How long a runner waited for its turn."
    );

    internal static readonly Counter<long> LockRetries = Meter.CreateCounter<long>(
        "opscenter.lock.retries",
        "{attempt}",
        "How often a lock was not to be had at once, and was asked for again."
    );

    internal static readonly Histogram<double> UnitDuration = Meter.CreateHistogram<double>(
        "opscenter.unit.duration",
        "s",
        "How long one unit of an online run took, waiting included."
    );
}
