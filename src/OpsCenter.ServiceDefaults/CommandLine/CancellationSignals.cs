using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OpsCenter.ServiceDefaults.CommandLine;

/// <summary>
/// Turns the first Ctrl+C or SIGTERM into a cancellation. One that comes a second or more after it ends the process; those in
/// between are the same wish told twice: on Ctrl+C the terminal signals every process, and parents pass it on as SIGTERM.
/// </summary>
/// <remarks>
/// It listens until the process is gone and cannot be told to stop: a wish told again while the program ends would otherwise reach
/// the runtime, and the exit code would be the signal's.
/// </remarks>
public static class CancellationSignals
{
    private static readonly TimeSpan SameWish = TimeSpan.FromSeconds(1);
    private static readonly CancellationTokenSource Source = new();
    private static readonly Lock Lock = new();

    // In a field, since a registration that is collected is taken back.
    private static readonly List<PosixSignalRegistration> Registrations = [];
    private static long? _first;

    /// <summary>How long ago the first signal came; null if none came.</summary>
    public static TimeSpan? SinceFirst
    {
        get
        {
            lock (Lock)
            {
                return _first is { } first ? Stopwatch.GetElapsedTime(first) : null;
            }
        }
    }

    /// <summary>Listens from the first call on.</summary>
    /// <returns>Cancelled by the first signal.</returns>
    public static CancellationToken Listen()
    {
        lock (Lock)
        {
            if (Registrations.Count == 0)
            {
                Registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel));
                Registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel));
            }
        }

        return Source.Token;
    }

    private static void Cancel(PosixSignalContext signal)
    {
        lock (Lock)
        {
            _first ??= Stopwatch.GetTimestamp();
            signal.Cancel = Stopwatch.GetElapsedTime(_first.Value) < SameWish;
        }

        Source.Cancel();
    }
}
