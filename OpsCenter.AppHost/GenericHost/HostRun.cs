using Microsoft.Extensions.DependencyInjection;
using OpsCenter.AppHost.Output;
using OpsCenter.AppHost.Signals;

namespace OpsCenter.AppHost.GenericHost;

/// <summary>One run of the composed host, from start to the exit code.</summary>
internal sealed class HostRun(IHost host, bool once) : IAsyncDisposable
{
    private const string ConnectionVariable = "ConnectionStrings__opscenterdb";

    private readonly CancellationToken _stopping = host
        .Services.GetRequiredService<IHostApplicationLifetime>()
        .ApplicationStopping;
    private Companion? _traffic;

    public async Task<int> RunAsync()
    {
        using var signal = new StopSignal();
        using (host)
        {
            try
            {
                await host.StartAsync();
                var outcome = await RunCommandsAsync();
                if (once)
                {
                    outcome = await EndTrafficAsync(outcome);
                    Announcements.Finished(outcome);
                    return outcome.ExitCode;
                }

                return await StayUpAsync(outcome, signal);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                Announcements.Failed("Stopped before the migration was done.");
                return await signal.ExitCodeAsync();
            }
            finally
            {
                // Before the server goes: nothing has failed then.
                await EndTrafficAsync(RunOutcome.Success);
                await host.StopAsync();
            }
        }
    }

    public ValueTask DisposeAsync() => _traffic?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<RunOutcome> RunCommandsAsync()
    {
        var outcome = RunOutcome.Success;
        foreach (var command in host.Services.GetServices<OpsCenterCommand>())
        {
            Announcements.Starting(command.Name);
            outcome = command.RunsBeside
                ? await StartBesideAsync(command)
                : RunOutcome.Of(command.Name, await RunAsync(command, null, _stopping));
            // A child may end by itself on the terminal's Ctrl+C before we have passed it on.
            _stopping.ThrowIfCancellationRequested();
            if (outcome != RunOutcome.Success)
            {
                break;
            }
        }

        return outcome;
    }

    private async Task<RunOutcome> StartBesideAsync(OpsCenterCommand command)
    {
        _traffic = new Companion(command, RunAsync, _stopping);
        await _traffic.RunningAsync();
        return await _traffic.EarlyEndAsync();
    }

    /// <summary>Lets the traffic end, with its report. What the commands came to has the first word.</summary>
    private async Task<RunOutcome> EndTrafficAsync(RunOutcome commands)
    {
        if (_traffic is null)
        {
            return commands;
        }

        await using var traffic = _traffic;
        _traffic = null;
        Announcements.Starting(traffic.Name);
        var outcome = await traffic.EndAsync();
        return commands == RunOutcome.Success ? outcome : commands;
    }

    private Task<int> RunAsync(
        OpsCenterCommand command,
        Action? onLine,
        CancellationToken stopping
    ) =>
        OpsCenterProcess.RunAsync(
            command,
            ConnectionVariable,
            host.Services.GetRequiredService<IDatabase>().ConnectionString,
            onLine,
            stopping
        );

    private async Task<int> StayUpAsync(RunOutcome outcome, StopSignal signal)
    {
        var database = host.Services.GetRequiredService<IDatabase>();
        Announcements.StaysUp(
            outcome,
            dashboard: null,
            database.ConnectionString,
            database.PasswordHint
        );
        await Task.WhenAny(Task.Delay(Timeout.Infinite, _stopping), database.Ended);
        // Ctrl+C reaches the server at the same time as us: its end counts only if no signal follows.
        if (_stopping.IsCancellationRequested || await signal.ReceivedAsync())
        {
            return outcome.ExitCode;
        }

        Announcements.Failed("The PostgreSQL server ended by itself.");
        return ExitCodes.Failed;
    }
}
