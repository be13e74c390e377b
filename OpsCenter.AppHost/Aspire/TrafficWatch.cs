using Microsoft.Extensions.DependencyInjection;
using OpsCenter.AppHost.Output;

namespace OpsCenter.AppHost.Aspire;

/// <summary>Follows the V1 traffic that runs beside the commands, and ends it.</summary>
internal sealed class TrafficWatch(DistributedApplication application, ProjectResource traffic)
{
    /// <summary>How long it may take to end; it finishes what has arrived before that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The orchestrator's own word for a process that it ended; Aspire's list of states lacks it.</summary>
    private const string Terminated = "Terminated";

    private readonly ResourceNotificationService _notifications = application.ResourceNotifications;

    /// <returns>Its failure; while it runs, as it should, it does not complete before it is cancelled.</returns>
    public async Task<RunOutcome> FailureAsync(CancellationToken cancellationToken)
    {
        var ended = await EndedAsync(cancellationToken);
        await WriteLinesAsync(ended, cancellationToken);
        return RunOutcome.Of(
            traffic.Name,
            ended.Snapshot.ExitCode is > 0 and var exitCode ? exitCode : ExitCodes.Failed
        );
    }

    /// <summary>Asks it to end, and repeats its lines, the report being the last of them.</summary>
    public async Task<RunOutcome> EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            await application
                .Services.GetRequiredService<ResourceCommandService>()
                .ExecuteCommandAsync(traffic, KnownResourceCommands.StopCommand, cancellationToken);
            var ended = await EndedAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
            await WriteLinesAsync(ended, cancellationToken);
            // A process that was asked to end may leave no exit code: null, or the orchestrator's -1.
            return RunOutcome.Of(traffic.Name, Math.Max(ended.Snapshot.ExitCode ?? 0, 0));
        }
        catch (TimeoutException)
        {
            return new(ExitCodes.Failed, $"{traffic.Name} did not end when it was asked to.");
        }
    }

    private Task<ResourceEvent> EndedAsync(CancellationToken cancellationToken) =>
        _notifications.WaitForResourceAsync(
            traffic.Name,
            update =>
                update.Snapshot.State?.Text == Terminated
                || KnownResourceStates.TerminalStates.Contains(update.Snapshot.State?.Text),
            cancellationToken
        );

    private async Task WriteLinesAsync(ResourceEvent ended, CancellationToken cancellationToken)
    {
        Announcements.Starting(traffic.Name);
        await ResourceLines.WriteAsync(
            application.Services.GetRequiredService<ResourceLoggerService>(),
            ended.ResourceId,
            cancellationToken
        );
    }
}
