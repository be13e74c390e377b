using System.Diagnostics;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Progress;

/// <summary>Shows what a run is doing, at once and in order, until it is disposed.</summary>
internal sealed class ProgressOutput : IProgress<MigrationProgress>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>A step that is shorter is not shown: nobody could read it.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>A wait is reported every five seconds, its end is not.</summary>
    private static readonly TimeSpan LongestState = TimeSpan.FromSeconds(7);

    private readonly Lock _lock = new();
    private readonly IProgressScreen _screen;
    private readonly RunningSteps _steps = new();
    private readonly Timer _timer;
    private string? _shown;
    private MigrationProgress? _state;
    private long _stateSince;
    private bool _isEnded;

    private ProgressOutput(IProgressScreen screen)
    {
        _screen = screen;
        _timer = new Timer(_ => Tick(), null, Interval, Interval);
    }

    /// <summary>
    /// On standard output, before the report. With --json that belongs to the document: then on standard error, if somebody watches.
    /// </summary>
    /// <param name="form">How.</param>
    /// <param name="json">Whether the result is a JSON document.</param>
    /// <returns>Null if nothing is to be shown.</returns>
    public static ProgressOutput? Create(ProgressForm form, bool json)
    {
        var isRedirected = json ? Console.IsErrorRedirected : Console.IsOutputRedirected;
        var writer = json ? Console.Error : Console.Out;
        return form switch
        {
            ProgressForm.None => null,
            ProgressForm.Json => new ProgressOutput(new JsonProgress(Console.Error)),
            ProgressForm.Auto when json && isRedirected => null,
            ProgressForm.Auto when !isRedirected => new ProgressOutput(LiveProgress.On(writer)),
            _ => new ProgressOutput(new PlainProgress(ResultOutput.Terminal(writer, isRedirected))),
        };
    }

    public void Report(MigrationProgress value)
    {
        lock (_lock)
        {
            if (!_isEnded)
            {
                _shown = _steps.Innermost?.Id;
                _state = value.IsState ? value : null;
                _stateSince = Stopwatch.GetTimestamp();
                _screen.Show(value);
            }
        }
    }

    /// <summary>Ends what is shown, so that the result begins on a line of its own.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isEnded = true;
            _screen.EndStep();
        }

        _timer.Dispose();
        _steps.Dispose();
    }

    private void Tick()
    {
        lock (_lock)
        {
            if (_isEnded)
            {
                return;
            }

            var step = _steps.Innermost;
            if (step?.Id != _shown)
            {
                _shown = step?.Id;
                _state = null;
                _screen.EndStep();
            }

            if (_state is { Percent: null } && Stopwatch.GetElapsedTime(_stateSince) > LongestState)
            {
                _state = null;
            }

            if (
                step is not null
                && DateTime.UtcNow - step.StartTimeUtc is var elapsed
                && elapsed >= Shortest
            )
            {
                _screen.Show(
                    new RunningStep(
                        _state?.Message.Trim() ?? step.DisplayName,
                        elapsed,
                        _state?.Percent
                    )
                );
            }
        }
    }
}
