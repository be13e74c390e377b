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
    SqlMigrationResource migration,
    ProjectResource? seed,
    ProjectResource? traffic,
    bool once
)
{
    private readonly CancellationToken _stopping = application
        .Services.GetRequiredService<IHostApplicationLifetime>()
        .ApplicationStopping;
    private readonly ResourceLines _lines = new(
        application.Services.GetRequiredService<ResourceLoggerService>()
    );

    public async Task<int> RunAsync()
    {
        using var signal = new StopSignal();
        await using (application)
        {
            try
            {
                var outcome = await StartAndFollowAsync();
                if (!once)
                {
                    await AnnounceAsync(outcome);
                    await StoppingAsync();
                }

                await EndTrafficAsync();
                if (once)
                {
                    Announcements.Finished(outcome);
                }

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
        using var followed = CancellationTokenSource.CreateLinkedTokenSource(_stopping);
        foreach (var resource in new IResource?[] { seed, traffic, migration }.OfType<IResource>())
        {
            _ = _lines.FollowAsync(application.ResourceNotifications, resource, followed.Token);
        }

        var start = application.StartAsync(_stopping);
        var follow = new OutcomeWatch(
            application.ResourceNotifications,
            migration,
            seed,
            traffic
        ).OutcomeAsync(followed.Token);
        if (await Task.WhenAny(start, follow) == start)
        {
            await start;
        }

        var (outcome, source) = await follow;
        _stopping.ThrowIfCancellationRequested();
        if (source is not null)
        {
            await _lines.CompleteAsync(application.ResourceNotifications, source);
        }

        return outcome;
    }

    /// <summary>Lets the traffic end, with its report.</summary>
    private async Task EndTrafficAsync()
    {
        if (traffic is not null)
        {
            await new TrafficEnd(application, traffic).EndAsync();
            await _lines.CompleteAsync(application.ResourceNotifications, traffic);
        }
    }

    private async Task StoppingAsync() =>
        await Task.Delay(Timeout.Infinite, _stopping)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task AnnounceAsync(RunOutcome outcome) =>
        Announcements.StaysUp(
            outcome,
            DashboardAddress.Of(application.Services.GetRequiredService<IConfiguration>()),
            await migration.Database.GetConnectionStringAsync(_stopping) ?? "",
            migration.Database is EmbeddedPostgresDatabaseResource { Parent: var server }
                ? server.PasswordFile
                : null
        );
}
