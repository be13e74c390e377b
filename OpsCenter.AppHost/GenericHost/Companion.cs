namespace OpsCenter.AppHost.GenericHost;

/// <summary>A child process that runs beside the commands.</summary>
internal sealed class Companion : IAsyncDisposable
{
    private readonly OpsCenterCommand _command;
    private readonly CancellationTokenSource _stop;
    private readonly TaskCompletionSource _running = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly Task<int> _run;

    /// <summary>Starts it.</summary>
    /// <param name="command">The program.</param>
    /// <param name="run">Runs a program, calling back for every line, until it ends by itself or is asked to.</param>
    /// <param name="stopping">Asks it to end, as <see cref="EndAsync"/> does.</param>
    public Companion(
        OpsCenterCommand command,
        Func<OpsCenterCommand, Action?, CancellationToken, Task<int>> run,
        CancellationToken stopping
    )
    {
        _command = command;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _run = run(command, () => _running.TrySetResult(), _stop.Token);
    }

    /// <summary>What it is called in output.</summary>
    public string Name => _command.Name;

    /// <summary>Completes with its first line, which it writes when it does its work, or with its end.</summary>
    public Task RunningAsync() => Task.WhenAny(_running.Task, _run);

    /// <summary>Its failure, if it has ended by itself: it is not meant to.</summary>
    public async Task<RunOutcome> EarlyEndAsync() =>
        _run.IsCompleted && !_stop.IsCancellationRequested
            ? RunOutcome.Of(_command.Name, await _run)
            : RunOutcome.Success;

    /// <summary>Asks it to end, and waits until it has, with its last words.</summary>
    public async Task<RunOutcome> EndAsync()
    {
        await _stop.CancelAsync();
        try
        {
            return RunOutcome.Of(_command.Name, await _run);
        }
        catch (OperationCanceledException) when (OperatingSystem.IsWindows())
        {
            // There a child that was asked to end leaves no exit code.
            return RunOutcome.Success;
        }
        catch (OperationCanceledException)
        {
            return new(ExitCodes.Failed, $"{Name} did not end when it was asked to.");
        }
    }

    public ValueTask DisposeAsync()
    {
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }
}
