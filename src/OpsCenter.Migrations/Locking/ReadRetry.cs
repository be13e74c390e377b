using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Locking;

/// <summary>
/// Repeats a read that met an ACCESS EXCLUSIVE lock, for as long as a run asks for a lock (--lock-deadline). Each attempt
/// waits no longer than --lock-timeout.
/// </summary>
/// <param name="context">Its options say how long.</param>
/// <param name="session">The reading session, which also looks who holds the lock.</param>
internal sealed class ReadRetry(EngineContext context, DatabaseSession session) : IReadRetry
{
    private static readonly LockMode Mode = LockMode.Of("ACCESS SHARE");

    private readonly LockRetry _retry = new(context, session, [session.Connection.ProcessID]);

    /// <inheritdoc />
    /// <exception cref="LockTimeoutException">The deadline has passed; the message names who holds which table.</exception>
    public async Task<T> RunAsync<T>(
        string purpose,
        Func<Task<T>> read,
        CancellationToken cancellation
    )
    {
        T? result = default;
        await _retry.RunAsync(
            new WantedLock(purpose, Mode, []),
            async () =>
            {
                try
                {
                    result = await read();
                }
                catch (LockTimeoutException exception)
                {
                    throw await BusyAsync(exception.InnerException, cancellation);
                }
                catch (PostgresException exception)
                    when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
                {
                    throw await BusyAsync(exception, cancellation);
                }
            },
            cancellation
        );
        return result!;
    }

    private async Task<LockBusyException> BusyAsync(
        Exception? inner,
        CancellationToken cancellation
    )
    {
        var locked = await ExclusiveLocks.FindAsync(session, cancellation);
        var holders = await Blockers.FindAsync(
            session,
            Mode,
            [.. locked.Select(table => table.Oid)],
            [session.Connection.ProcessID],
            cancellation
        );
        return new LockBusyException(
            [
                .. holders.Select(holder =>
                    holder with
                    {
                        Tables = string.Join(
                            ", ",
                            locked
                                .Where(table => table.Pid == holder.Pid)
                                .Select(table => table.Title)
                        ),
                    }
                ),
            ],
            inner
        );
    }
}
