using Microsoft.Extensions.DependencyInjection;
using OpsCenter.AppHost.Output;

namespace OpsCenter.AppHost.Running;

/// <summary>Follows the V1 traffic that runs beside the commands, and ends it.</summary>
internal sealed class TrafficWatch(DistributedApplication application, ProjectResource traffic)
{
    /// <summary>How long it may take to end; it finishes what has arrived before that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The orchestrator's own word for a process that it ended; Aspire's list of states lacks it.</summary>
    private const string Terminated = "Terminated";

    private readonly ResourceNotificationService _notifications = application.ResourceNotifications;
    private Task<RunOutcome>? _failure;

    /// <summary>To be called once what it waits for is done: before that, its failure is another's.</summary>
    /// <returns>Its failure; while it runs, as it should, it does not complete before it is cancelled.</returns>
    public Task<RunOutcome> FailureAsync(CancellationToken cancellationToken) =>
        _failure ??= FollowAsync(cancellationToken);

    /// <summary>
    /// Asks it to end, and repeats its lines, the report being the last of them. If it has not begun, or has failed already, nothing
    /// is left to do.
    /// </summary>
    public async Task<RunOutcome> EndAsync()
    {
        if (_failure is null)
        {
            return RunOutcome.Success;
        }

        if (_failure.IsCompletedSuccessfully)
        {
            return await _failure;
        }

        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await application
                .Services.GetRequiredService<ResourceCommandService>()
                .ExecuteCommandAsync(traffic, KnownResourceCommands.StopCommand, patience.Token);
            var ended = await EndedAsync(patience.Token);
            await WriteLinesAsync(ended, patience.Token);
            // A process that was asked to end may leave no exit code: null, or the orchestrator's -1.
            return RunOutcome.Of(traffic.Name, Math.Max(ended.Snapshot.ExitCode ?? 0, 0));
        }
        catch (OperationCanceledException)
        {
            return new(ExitCodes.Failed, $"{traffic.Name} did not end when it was asked to.");
        }
    }

    private async Task<RunOutcome> FollowAsync(CancellationToken cancellationToken)
    {
        var ended = await EndedAsync(cancellationToken);
        // When the run is stopped, the traffic ends too, and has not failed.
        cancellationToken.ThrowIfCancellationRequested();
        await WriteLinesAsync(ended, cancellationToken);
        return RunOutcome.Of(
            traffic.Name,
            ended.Snapshot.ExitCode is > 0 and var exitCode ? exitCode : ExitCodes.Failed
        );
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
