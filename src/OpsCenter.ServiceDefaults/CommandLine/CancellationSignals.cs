using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OpsCenter.ServiceDefaults.CommandLine;

/// <summary>
/// Turns the first Ctrl+C or SIGTERM into a cancellation. One that comes a second or more after it ends the process; those in
/// between are the same wish told twice: on Ctrl+C the terminal signals every process, and parents pass it on as SIGTERM.
/// </summary>
public sealed class CancellationSignals : IDisposable
{
    private static readonly TimeSpan SameWish = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _source = new();
    private readonly Lock _lock = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private long? _first;

    /// <summary>Listens from now on.</summary>
    public CancellationSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Leaves signals to the runtime again.</summary>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext signal)
    {
        lock (_lock)
        {
            _first ??= Stopwatch.GetTimestamp();
            signal.Cancel = Stopwatch.GetElapsedTime(_first.Value) < SameWish;
        }

        _source.Cancel();
    }
}
