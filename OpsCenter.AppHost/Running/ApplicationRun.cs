using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpsCenter.AppHost.Dashboard;
using OpsCenter.AppHost.Output;
using OpsCenter.AppHost.Signals;

namespace OpsCenter.AppHost.Running;

/// <summary>One run of the distributed application, from start to the exit code.</summary>
internal sealed class ApplicationRun(
    DistributedApplication application,
    IResourceWithConnectionString database,
    IReadOnlyList<ProjectResource> commands,
    ProjectResource? traffic,
    bool once
)
{
    private readonly ResourceNotificationService _notifications = application.ResourceNotifications;
    private readonly CancellationToken _stopping = application
        .Services.GetRequiredService<IHostApplicationLifetime>()
        .ApplicationStopping;
    private readonly TrafficWatch? _traffic = traffic is null
        ? null
        : new TrafficWatch(application, traffic);

    public async Task<int> RunAsync()
    {
        using var signal = new StopSignal();
        await using (application)
        {
            try
            {
                var outcome = await StartAndFollowAsync();
                if (once)
                {
                    outcome = await EndTrafficAsync(outcome);
                    Announcements.Finished(outcome);
                    return outcome.ExitCode;
                }

                await AnnounceAsync(outcome);
                await StoppingAsync();
                await EndTrafficAsync(outcome);
                return outcome.ExitCode;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                Announcements.Failed("Stopped before the migration was done.");
                return await signal.ExitCodeAsync();
            }
            finally
            {
                await application.StopAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>The start lasts as long as any resource waits, and for ever if what it waits for has failed: so nobody waits for it.</summary>
    private async Task<RunOutcome> StartAndFollowAsync()
    {
        var start = application.StartAsync(_stopping);
        var follow = FollowCommandsAsync();
        if (await Task.WhenAny(start, follow) == start)
        {
            await start;
        }

        return await follow;
    }

    private async Task<RunOutcome> FollowCommandsAsync()
    {
        using var followed = CancellationTokenSource.CreateLinkedTokenSource(_stopping);
        var serverFailure = new ServerWatch(_notifications, database).FailureAsync(followed.Token);
        var trafficFailure = ServerWatch.NeverAsync(followed.Token);
        var outcome = RunOutcome.Success;
        foreach (var command in commands)
        {
            var ended = FollowAsync(command, followed.Token);
            outcome = await await Task.WhenAny(ended, serverFailure, trafficFailure);
            // When the run is stopped, everything ends, and has not failed.
            _stopping.ThrowIfCancellationRequested();
            if (outcome != RunOutcome.Success)
            {
                break;
            }

            // It waits for the first command.
            trafficFailure = _traffic?.FailureAsync(followed.Token) ?? trafficFailure;
        }

        await followed.CancelAsync();
        return outcome;
    }

    /// <summary>Lets the traffic end, with its report. What the commands came to has the first word.</summary>
    private async Task<RunOutcome> EndTrafficAsync(RunOutcome outcome)
    {
        if (_traffic is null)
        {
            return outcome;
        }

        var ended = await _traffic.EndAsync();
        return outcome == RunOutcome.Success ? ended : outcome;
    }

    private async Task<RunOutcome> FollowAsync(
        ProjectResource command,
        CancellationToken cancellationToken
    )
    {
        var started = await _notifications.WaitForResourceAsync(
            command.Name,
            update => HasStarted(update.Snapshot.State?.Text),
            cancellationToken
        );
        Announcements.Starting(command.Name);
        var ended = await _notifications.WaitForResourceAsync(
            command.Name,
            update => KnownResourceStates.TerminalStates.Contains(update.Snapshot.State?.Text),
            cancellationToken
        );
        await ResourceLines.WriteAsync(
            application.Services.GetRequiredService<ResourceLoggerService>(),
            started.ResourceId,
            cancellationToken
        );
        return RunOutcome.Of(command.Name, ended.Snapshot.ExitCode ?? ExitCodes.Failed);
    }

    private async Task StoppingAsync() =>
        await Task.Delay(Timeout.Infinite, _stopping)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task AnnounceAsync(RunOutcome outcome) =>
        Announcements.StaysUp(
            outcome,
            DashboardAddress.Of(application.Services.GetRequiredService<IConfiguration>()),
            await database.GetConnectionStringAsync(_stopping) ?? "",
            database is EmbeddedPostgresDatabaseResource { Parent.Cluster: var cluster }
                ? cluster.PasswordFile
                : null
        );

    private static bool HasStarted(string? state) =>
        state == KnownResourceStates.Running || KnownResourceStates.TerminalStates.Contains(state);
}
