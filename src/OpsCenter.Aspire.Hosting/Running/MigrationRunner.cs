using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpsCenter.Aspire.Hosting.Commands;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>
/// Runs the operations of migration resources, one at a time for each, and publishes their states.
/// </summary>
internal sealed class MigrationRunner(IServiceProvider services) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _runs = [];

    /// <summary>Interrupts what runs, and waits for its end.</summary>
    public async Task StopAsync()
    {
        // A host may be stopped twice, the second time after its services were disposed.
        if (!_stopping.IsCancellationRequested)
        {
            await _stopping.CancelAsync();
        }

        await Task.WhenAll(Runs()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Waits for what the resource depends on, and applies it.</summary>
    public Task StartResourceAsync(
        SqlMigrationResource resource,
        InitializeResourceEvent started,
        CancellationToken cancellationToken
    ) =>
        TrackAsync(async () =>
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(
                cancellationToken,
                _stopping.Token
            );
            var publisher = new StatePublisher(started.Notifications, resource);
            try
            {
                // This waits for dependencies, and publishes the state Waiting meanwhile.
                await started.Eventing.PublishAsync(
                    new BeforeResourceStartedEvent(resource, started.Services),
                    ended.Token
                );
            }
            catch (DistributedApplicationException dependencyFailed)
            {
                started.Logger.LogError("{Message}", dependencyFailed.Message);
                await publisher.PublishAsync(SqlMigrationStates.Failed);
                return;
            }

            // A database on an existing server has no health check that would have been waited for.
            await RunAsync(
                resource,
                resource.Options.ApplyOnStart
                    ? MigrationOperations.Apply
                    : MigrationOperations.Status,
                ["--wait", resource.Options.ServerDeadlineText],
                ended.Token
            );
        });

    /// <returns>The result; null if another run is in progress.</returns>
    public async Task<ProgramResult?> RunAsync(
        SqlMigrationResource resource,
        MigrationOperation operation,
        IReadOnlyList<string> furtherArguments,
        CancellationToken cancellationToken
    )
    {
        if (!resource.Standing.TryBegin())
        {
            return null;
        }

        var run = RunAloneAsync(resource, operation, furtherArguments, cancellationToken);
        await TrackAsync(() => run);
        return await run;
    }

    /// <summary>Runs work that is not an operation of <c>opscenter</c>, then finds out where the database stands.</summary>
    /// <returns>False, without having run it, if another run is in progress.</returns>
    public async Task<bool> TryRunExclusivelyAsync(
        SqlMigrationResource resource,
        Func<CancellationToken, Task> work,
        CancellationToken cancellationToken
    )
    {
        if (!resource.Standing.TryBegin())
        {
            return false;
        }

        var run = WorkAloneAsync(resource, work, cancellationToken);
        await TrackAsync(() => run);
        await run;
        return true;
    }

    private async Task WorkAloneAsync(
        SqlMigrationResource resource,
        Func<CancellationToken, Task> work,
        CancellationToken cancellationToken
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            _stopping.Token
        );
        var publisher = new StatePublisher(
            services.GetRequiredService<ResourceNotificationService>(),
            resource
        );
        var next = SqlMigrationStates.Failed;
        ProgramResult? status = null;
        try
        {
            await publisher.StartedAsync(SqlMigrationStates.Waiting);
            await work(ended.Token);
            status = await ProgramAsync(
                resource,
                [.. MigrationOperations.Status.Arguments],
                quiet: true,
                ended.Token
            );
            next = MigrationOperations.Status.NextState(SqlMigrationStates.Pending, status);
        }
        finally
        {
            resource.Standing.End();
            await publisher.EndedAsync(next, result: null, status);
        }
    }

    private async Task<ProgramResult> RunAloneAsync(
        SqlMigrationResource resource,
        MigrationOperation operation,
        IReadOnlyList<string> furtherArguments,
        CancellationToken cancellationToken
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            _stopping.Token
        );
        var publisher = new StatePublisher(
            services.GetRequiredService<ResourceNotificationService>(),
            resource
        );
        var before = resource.Standing.State;
        var next = SqlMigrationStates.Failed;
        ProgramResult? result = null;
        ProgramResult? status = null;
        try
        {
            await publisher.StartedAsync(operation.RunningState ?? before);
            string[] backup =
                operation.TakesBackup && !resource.Options.TakeBackup ? ["--no-backup"] : [];
            result = await ProgramAsync(
                resource,
                [.. operation.Arguments, .. backup, .. furtherArguments],
                quiet: false,
                ended.Token
            );
            status =
                operation == MigrationOperations.Status
                    ? result
                    : await ProgramAsync(
                        resource,
                        [.. MigrationOperations.Status.Arguments],
                        quiet: true,
                        ended.Token
                    );
            next = operation.NextState(before, result);
            return result;
        }
        catch (DistributedApplicationException notRun)
        {
            Log(resource).LogError("{Message}", notRun.Message);
            throw;
        }
        finally
        {
            resource.Standing.End();
            await publisher.EndedAsync(next, result, status);
        }
    }

    private async Task<ProgramResult> ProgramAsync(
        SqlMigrationResource resource,
        IReadOnlyList<string> arguments,
        bool quiet,
        CancellationToken cancellationToken
    )
    {
        var log = Log(resource);
        return await ProgramRun.RunAsync(
            resource.Program,
            arguments,
            await RunEnvironment.OfAsync(resource, services, log, cancellationToken),
            quiet ? NullLogger.Instance : log,
            cancellationToken
        );
    }

    private ILogger Log(SqlMigrationResource resource) =>
        services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);

    private async Task TrackAsync(Func<Task> start)
    {
        var run = start();
        lock (_runs)
        {
            _runs.Add(run);
        }

        try
        {
            await run;
        }
        finally
        {
            lock (_runs)
            {
                _runs.Remove(run);
            }
        }
    }

    private Task[] Runs()
    {
        lock (_runs)
        {
            return [.. _runs];
        }
    }
}
