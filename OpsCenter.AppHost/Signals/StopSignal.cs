using System.Runtime.InteropServices;

namespace OpsCenter.AppHost.Signals;

/// <summary>Remembers which signal asked for the end. Stopping is the host's own business; this only tells the exit code.</summary>
internal sealed class StopSignal : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private volatile int _received;

    public StopSignal()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => _received = Interrupt);
        _terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            _ => _received = Terminate
        );
    }

    public bool Received => _received != 0;

    /// <summary>The exit code of a run that a signal, or else the host itself, cut short.</summary>
    public int ExitCode => Received ? ExitCodes.Signalled(_received) : ExitCodes.Failed;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }
}
