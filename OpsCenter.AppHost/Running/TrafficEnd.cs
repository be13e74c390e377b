using Microsoft.Extensions.DependencyInjection;
using OpsCenter.AppHost.Output;

namespace OpsCenter.AppHost.Running;

/// <summary>Ends the V1 traffic that runs beside the migration.</summary>
internal sealed class TrafficEnd(DistributedApplication application, ProjectResource traffic)
{
    /// <summary>How long it may take to end; it finishes what has arrived before that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The orchestrator's own word for a process that it ended; Aspire's list of states lacks it.</summary>
    private const string Terminated = "Terminated";

    /// <summary>
    /// Asks it to end and waits for that. The migration is done by then, so its exit code is only reported. If it has not started,
    /// or has ended, there is nothing to do.
    /// </summary>
    public async Task EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (
                !application.ResourceNotifications.TryGetCurrentState(traffic.Name, out var current)
                || current.Snapshot.State?.Text != KnownResourceStates.Running
            )
            {
                return;
            }

            await application
                .Services.GetRequiredService<ResourceCommandService>()
                .ExecuteCommandAsync(traffic, KnownResourceCommands.StopCommand, patience.Token);
            var ended = await application.ResourceNotifications.WaitForResourceAsync(
                traffic.Name,
                update =>
                    update.Snapshot.State?.Text == Terminated
                    || KnownResourceStates.TerminalStates.Contains(update.Snapshot.State?.Text),
                patience.Token
            );
            if (ended.Snapshot.ExitCode is > 0 and var exitCode)
            {
                Announcements.Failed($"{traffic.Name} ended with exit code {exitCode}.");
            }
        }
        catch (OperationCanceledException)
        {
            Announcements.Failed($"{traffic.Name} did not end when it was asked to.");
        }
    }
}
