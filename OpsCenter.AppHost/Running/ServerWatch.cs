namespace OpsCenter.AppHost.Running;

/// <summary>Notices that the commands will wait for ever, because the server they wait for has failed.</summary>
internal sealed class ServerWatch(ResourceNotificationService notifications, IResource database)
{
    /// <summary>From the server's start; a container's image is pulled before that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>The failure; without one it does not complete before it is cancelled.</returns>
    public async Task<RunOutcome> FailureAsync(CancellationToken cancellationToken)
    {
        if (database is not IResourceWithParent { Parent: var server })
        {
            // A server that is not ours has no state; a command that cannot reach it fails by itself.
            return await NeverAsync(cancellationToken);
        }

        return await await Task.WhenAny(
            UnreachableAsync(server, cancellationToken),
            EndedAsync(server, cancellationToken)
        );
    }

    private async Task<RunOutcome> EndedAsync(IResource server, CancellationToken cancellationToken)
    {
        var state = await notifications.WaitForResourceAsync(
            server.Name,
            KnownResourceStates.TerminalStates,
            cancellationToken
        );
        return Failed($"The PostgreSQL server ({server.Name}) is in state {state}.");
    }

    private async Task<RunOutcome> UnreachableAsync(
        IResource server,
        CancellationToken cancellationToken
    )
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
                    database.Name,
                    WaitBehavior.WaitOnResourceUnavailable,
                    cancellationToken
                )
                .WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            return Failed(
                $"{server.Name} runs, but {database.Name} could not be reached within {Patience.TotalMinutes:0} minutes."
            );
        }

        return await NeverAsync(cancellationToken);
    }

    /// <summary>The failure of something that does not fail.</summary>
    public static async Task<RunOutcome> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return RunOutcome.Success;
    }

    private static RunOutcome Failed(string message) =>
        new(ExitCodes.Failed, message + " Its log is in the dashboard.");
}
