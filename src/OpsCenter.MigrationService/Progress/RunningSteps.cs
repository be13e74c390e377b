using System.Diagnostics;
using OpsCenter.Migrations.Telemetry;
using OpsCenter.ServiceDefaults;

namespace OpsCenter.MigrationService.Progress;

/// <summary>The steps that are running now: the spans that have begun and not ended.</summary>
internal sealed class RunningSteps : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Activity> _running = [];
    private readonly ActivityListener _listener;

    public RunningSteps()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source =>
                source.Name is MigrationTelemetry.Name or TelemetryNames.Service,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity => Change(() => _running.Add(activity)),
            ActivityStopped = activity => Change(() => _running.Remove(activity)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The innermost step; null if only the command itself is running.</summary>
    public Activity? Innermost
    {
        get
        {
            lock (_lock)
            {
                return _running.FindLast(activity => activity.Parent is not null);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
        }
    }
}
