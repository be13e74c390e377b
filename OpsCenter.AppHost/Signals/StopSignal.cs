using System.Runtime.InteropServices;

namespace OpsCenter.AppHost.Signals;

/// <summary>Remembers which signal asked for the end. Stopping is the host's own business; this only tells the exit code.</summary>
internal sealed class StopSignal : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    /// <summary>The host's own handler may run before this one, and what it stops may end before this one has run.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource<int> _received = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignal()
    {
        _interrupt = Register(PosixSignal.SIGINT, Interrupt);
        _terminate = Register(PosixSignal.SIGTERM, Terminate);
    }

    /// <summary>Whether a signal has come, or comes within half a second.</summary>
    public async Task<bool> ReceivedAsync() =>
        await Task.WhenAny(_received.Task, Task.Delay(Patience)) == _received.Task;

    /// <summary>The exit code of a run that a signal, or else the host itself, cut short.</summary>
    public async Task<int> ExitCodeAsync() =>
        await ReceivedAsync() ? ExitCodes.Signalled(await _received.Task) : ExitCodes.Failed;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal, int number) =>
        PosixSignalRegistration.Create(signal, _ => _received.TrySetResult(number));
}
