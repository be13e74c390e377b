namespace OpsCenter.AppHost.Running;

/// <summary>Watches for what decides a run: the end of the migration, or the failure of something that it needs.</summary>
internal sealed class OutcomeWatch(
    ResourceNotificationService notifications,
    SqlMigrationResource migration,
    ProjectResource? seed,
    ProjectResource? traffic
)
{
    /// <summary>From the server's start; a container's image is pulled before that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>The outcome, and the resource whose last lines explain it.</returns>
    public async Task<(RunOutcome Outcome, IResource? Source)> OutcomeAsync(
        CancellationToken cancellationToken
    )
    {
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watches = new List<Task<(RunOutcome, IResource?)>>
        {
            MigrationAsync(decided.Token),
            UnreachableAsync(decided.Token),
        };
        if (seed is not null)
        {
            watches.Add(FailureAsync(seed, decided.Token));
        }

        if (traffic is not null)
        {
            watches.Add(FailureAsync(traffic, decided.Token));
        }

        if (Server is { } server)
        {
            watches.Add(ServerAsync(server, decided.Token));
        }

        var first = await await Task.WhenAny(watches);
        await decided.CancelAsync();
        return first;
    }

    private IResource? Server => (migration.Database as IResourceWithParent)?.Parent;

    private async Task<(RunOutcome, IResource?)> MigrationAsync(CancellationToken cancellationToken)
    {
        var ended = await notifications.WaitForResourceAsync(
            migration.Name,
            update =>
                update.Snapshot.State?.Text is { } state
                && (
                    state == SqlMigrationStates.Applied
                    || state == SqlMigrationStates.Refused
                    || state == SqlMigrationStates.Failed
                ),
            cancellationToken
        );
        if (ended.Snapshot.State?.Text == SqlMigrationStates.Applied)
        {
            return (RunOutcome.Success, migration);
        }

        if (ExitCodeOf(ended.Snapshot) is { } exitCode)
        {
            return (RunOutcome.Of(migration.Name, exitCode), migration);
        }

        // It did not run because something that it waits for has failed, which says more.
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        return (RunOutcome.Of(migration.Name, ExitCodes.Failed), migration);
    }

    private static int? ExitCodeOf(CustomResourceSnapshot snapshot) =>
        snapshot
            .Properties.FirstOrDefault(property => property.Name == SqlMigrationProperties.ExitCode)
            ?.Value
            is string text
        && int.TryParse(text, out var exitCode)
            ? exitCode
            : null;

    /// <summary>A seed that ends well, and traffic that goes on, decide nothing.</summary>
    private async Task<(RunOutcome, IResource?)> FailureAsync(
        ProjectResource resource,
        CancellationToken cancellationToken
    )
    {
        var ended = await notifications.WaitForResourceAsync(
            resource.Name,
            update =>
                KnownResourceStates.TerminalStates.Contains(update.Snapshot.State?.Text)
                && update.Snapshot.ExitCode is not 0,
            cancellationToken
        );
        return (
            RunOutcome.Of(
                resource.Name,
                ended.Snapshot.ExitCode is > 0 and var exitCode ? exitCode : ExitCodes.Failed
            ),
            resource
        );
    }

    private async Task<(RunOutcome, IResource?)> ServerAsync(
        IResource server,
        CancellationToken cancellationToken
    )
    {
        var state = await notifications.WaitForResourceAsync(
            server.Name,
            KnownResourceStates.TerminalStates,
            cancellationToken
        );
        return (
            new RunOutcome(
                ExitCodes.Failed,
                $"The PostgreSQL server ({server.Name}) is in state {state}."
            ),
            server
        );
    }

    private async Task<(RunOutcome, IResource?)> UnreachableAsync(
        CancellationToken cancellationToken
    )
    {
        if (Server is { } server)
        {
            await notifications.WaitForResourceAsync(
                server.Name,
                KnownResourceStates.Running,
                cancellationToken
            );
            try
            {
                await notifications
                    .WaitForResourceHealthyAsync(
                        migration.Database.Name,
                        WaitBehavior.WaitOnResourceUnavailable,
                        cancellationToken
                    )
                    .WaitAsync(Patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                return (
                    new RunOutcome(
                        ExitCodes.Failed,
                        $"{server.Name} runs, but {migration.Database.Name} could not be reached within {Patience.TotalMinutes:0} minutes."
                    ),
                    server
                );
            }
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
        return (RunOutcome.Success, null);
    }
}
