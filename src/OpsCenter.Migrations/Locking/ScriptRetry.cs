using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Locking;

/// <summary>Repeats a script that could not acquire a lock, as one transaction each time.</summary>
internal static class ScriptRetry
{
    /// <param name="retry">For how long.</param>
    /// <param name="session">That of the script.</param>
    /// <param name="purpose">What the script is for, as a verb.</param>
    /// <param name="run">Runs it in a transaction that it opens and leaves open.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="LockTimeoutException">That of the last attempt: the script says who holds the lock.</exception>
    public static async Task<T> RunAsync<T>(
        this LockRetry retry,
        DatabaseSession session,
        string purpose,
        Func<Task<T>> run,
        CancellationToken cancellation
    )
    {
        T? result = default;
        await retry.RunAsync(
            new WantedLock(purpose, LockMode.Of("ACCESS SHARE"), []),
            async () =>
            {
                try
                {
                    result = await run();
                }
                catch (LockTimeoutException exception)
                {
                    await session.RollbackAsync();
                    throw new LockBusyException([], exception);
                }
            },
            cancellation
        );
        return result!;
    }
}
