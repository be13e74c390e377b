using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OpsCenter.ServiceDefaults.CommandLine;

/// <summary>
/// Turns the first Ctrl+C or SIGTERM into a cancellation. A signal one second or more later ends the process. Earlier
/// ones are ignored: on Ctrl+C the terminal signals every process, and parent processes forward it as SIGTERM.
/// </summary>
/// <remarks>
/// The handlers stay registered until the process ends. Otherwise a repeated signal during shutdown would reach the
/// runtime and change the exit code.
/// </remarks>
public static class CancellationSignals
{
    private static readonly TimeSpan SameWish = TimeSpan.FromSeconds(1);
    private static readonly CancellationTokenSource Source = new();
    private static readonly Lock Lock = new();

    // Kept in a field, because garbage collection of a registration would remove the handler.
    private static readonly List<PosixSignalRegistration> Registrations = [];
    private static long? _first;

    /// <summary>The time since the first signal; null if there was none.</summary>
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

    /// <summary>Registers the handlers at the first call.</summary>
    /// <returns>A token that the first signal cancels.</returns>
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
