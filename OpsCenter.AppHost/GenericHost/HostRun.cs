using Microsoft.Extensions.DependencyInjection;
using OpsCenter.AppHost.Output;
using OpsCenter.AppHost.Signals;

namespace OpsCenter.AppHost.GenericHost;

/// <summary>One run of the composed host, from start to the exit code.</summary>
internal sealed class HostRun(IHost host, bool once)
{
    private const string ConnectionVariable = "ConnectionStrings__opscenterdb";

    private readonly CancellationToken _stopping = host
        .Services.GetRequiredService<IHostApplicationLifetime>()
        .ApplicationStopping;

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
                await host.StopAsync();
            }
        }
    }

    private async Task<RunOutcome> RunCommandsAsync()
    {
        var database = host.Services.GetRequiredService<IDatabase>();
        var outcome = RunOutcome.Success;
        foreach (var command in host.Services.GetServices<OpsCenterCommand>())
        {
            Announcements.Starting(command.Name);
            var exitCode = await OpsCenterProcess.RunAsync(
                command,
                ConnectionVariable,
                database.ConnectionString,
                _stopping
            );
            // A child may end by itself on the terminal's Ctrl+C before we have passed it on.
            _stopping.ThrowIfCancellationRequested();
            outcome = RunOutcome.Of(command.Name, exitCode);
            if (outcome != RunOutcome.Success)
            {
                break;
            }
        }

        return outcome;
    }

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
