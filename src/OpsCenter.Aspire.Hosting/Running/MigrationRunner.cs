using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>
/// Runs the operations of migration resources, one at a time for each, and publishes their states.
/// </summary>
internal sealed class MigrationRunner(IServiceProvider services) : IAsyncDisposable
{
    private readonly OngoingRuns _runs = new();

    /// <summary>Interrupts what runs, and waits for its end.</summary>
    public Task StopAsync() => _runs.StopAsync();

    /// <summary>For a host that is disposed of without having been stopped.</summary>
    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Waits for what the resource depends on, and applies it.</summary>
    public Task StartResourceAsync(
        SqlMigrationResource resource,
        InitializeResourceEvent started,
        CancellationToken cancellationToken
    ) => _runs.TrackAsync(WaitAndApplyAsync(resource, started, cancellationToken));

    private async Task WaitAndApplyAsync(
        SqlMigrationResource resource,
        InitializeResourceEvent started,
        CancellationToken cancellationToken
    )
    {
        using var ended = _runs.Ended(cancellationToken);
        var publisher = Publisher(resource);
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

        // Somebody may have pressed a command meanwhile.
        await resource.Standing.BeginAsync(ended.Token);
        await RunAloneAsync(
            resource,
            resource.Options.ApplyOnStart ? resource.Apply : MigrationOperations.Status,
            // A database on an existing server has no health check that would have been waited for.
            ["--wait", resource.Options.ServerDeadlineText],
            ended.Token
        );
    }

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
        await _runs.TrackAsync(run);
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

        await _runs.TrackAsync(WorkAloneAsync(resource, work, cancellationToken));
        return true;
    }

    /// <summary>Finds out whether an applied migration has been rolled back from elsewhere. It does not hold up commands.</summary>
    /// <returns>The exit code of <c>opscenter status</c>; that of success if a run says more.</returns>
    public async Task<int> RefreshAsync(
        SqlMigrationResource resource,
        CancellationToken cancellationToken
    )
    {
        var run = AskAsync(resource, cancellationToken);
        await _runs.TrackAsync(run);
        return await run;
    }

    private async Task<int> AskAsync(
        SqlMigrationResource resource,
        CancellationToken cancellationToken
    )
    {
        var standing = resource.Standing;
        var runs = standing.Runs;
        var before = standing.State;
        using var ended = _runs.Ended(cancellationToken);
        var status = await ProgramAsync(
            resource,
            MigrationOperations.Status.Arguments,
            NullLogger.Instance,
            ended.Token,
            isTraced: false
        );
        var next = MigrationOperations.Status.NextState(before, status);
        // What a run found out meanwhile is newer.
        if (next == before || !standing.TryBegin())
        {
            return status.ExitCode;
        }

        var isNews = standing.Runs == runs;
        standing.End(isNews ? next : standing.State);
        if (isNews)
        {
            Log(resource)
                .LogWarning(
                    "{Database} was changed from elsewhere: the migration is in state {State} now.",
                    status.Document?.Database,
                    next
                );
            await Publisher(resource).EndedAsync(result: null, status, objects: null);
        }

        return status.ExitCode;
    }

    private async Task WorkAloneAsync(
        SqlMigrationResource resource,
        Func<CancellationToken, Task> work,
        CancellationToken cancellationToken
    )
    {
        using var ended = _runs.Ended(cancellationToken);
        var publisher = Publisher(resource);
        FoundState? found = null;
        try
        {
            await publisher.StartedAsync(SqlMigrationStates.Waiting);
            await work(ended.Token);
            found = await FindAsync(
                resource,
                MigrationOperations.Status,
                SqlMigrationStates.Pending,
                await QuietlyAsync(resource, MigrationOperations.Status.Name, ended.Token)
            );
        }
        finally
        {
            resource.Standing.End(found?.State ?? SqlMigrationStates.Failed);
            await publisher.EndedAsync(result: null, found?.Status, found?.Objects);
        }
    }

    /// <summary>To be called by who has the resource's turn, which this ends.</summary>
    private async Task<ProgramResult> RunAloneAsync(
        SqlMigrationResource resource,
        MigrationOperation operation,
        IReadOnlyList<string> furtherArguments,
        CancellationToken cancellationToken
    )
    {
        using var ended = _runs.Ended(cancellationToken);
        var publisher = Publisher(resource);
        var before = resource.Standing.State;
        var next = before;
        ProgramResult? result = null;
        FoundState? found = null;
        try
        {
            await publisher.StartedAsync(operation.RunningState ?? before);
            var backup = operation.BackupArguments(resource.Options);
            result = await ProgramAsync(
                resource,
                [.. operation.Arguments, .. backup, .. furtherArguments],
                Log(resource),
                ended.Token
            );
            next = operation.NextState(before, result);
            found = await FindAsync(resource, operation, before, result);
            return result;
        }
        catch (DistributedApplicationException notRun)
        {
            Log(resource).LogError("{Message}", notRun.Message);
            // What changes nothing has changed nothing.
            next = operation.RunningState is null ? before : SqlMigrationStates.Failed;
            throw;
        }
        finally
        {
            resource.Standing.End(found?.State ?? next);
            await publisher.EndedAsync(result, found?.Status, found?.Objects);
        }
    }

    /// <summary>Also after a run that its caller has interrupted.</summary>
    private Task<FoundState> FindAsync(
        SqlMigrationResource resource,
        MigrationOperation operation,
        string before,
        ProgramResult result
    ) =>
        FoundState.AfterAsync(
            operation,
            before,
            result,
            command => QuietlyAsync(resource, command, _runs.Stopping)
        );

    private Task<ProgramResult> QuietlyAsync(
        SqlMigrationResource resource,
        string command,
        CancellationToken cancellationToken
    ) => ProgramAsync(resource, [command], NullLogger.Instance, cancellationToken);

    private async Task<ProgramResult> ProgramAsync(
        SqlMigrationResource resource,
        IReadOnlyList<string> arguments,
        ILogger log,
        CancellationToken cancellationToken,
        bool isTraced = true
    ) =>
        await ProgramRun.RunAsync(
            resource.Program,
            [.. arguments, .. resource.Arguments],
            await RunEnvironment.OfAsync(resource, services, isTraced, cancellationToken),
            log,
            cancellationToken
        );

    private StatePublisher Publisher(SqlMigrationResource resource) =>
        new(services.GetRequiredService<ResourceNotificationService>(), resource);

    private ILogger Log(SqlMigrationResource resource) =>
        services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);
}
