using System.Globalization;
using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Locking;

/// <summary>Looks who waits for a lock of a session, and ends the session's work before anybody has waited for longer than the lock timeout.</summary>
internal sealed class WaiterWatch : IAsyncDisposable
{
    private const string Sql = """
        select a.pid, coalesce(a.application_name, ''), coalesce(a.usename::text, '')
        from pg_catalog.pg_stat_activity a
        where a.wait_event_type = 'Lock' and a.backend_type = 'client backend' and $1 = any (pg_catalog.pg_blocking_pids(a.pid))
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _work;
    private readonly Task _watching;

    private WaiterWatch(
        EngineContext context,
        DatabaseSession watcher,
        int pid,
        CancellationTokenSource work
    )
    {
        _work = work;
        _watching = WatchAsync(context, watcher, pid);
    }

    /// <summary>Who had waited too long when the work was ended; empty if it was not.</summary>
    public IReadOnlyList<string> Waiters { get; private set; } = [];

    /// <param name="context">Whose lock timeout is the limit.</param>
    /// <param name="watcher">A session that does nothing else.</param>
    /// <param name="pid">The process of the session that works.</param>
    /// <param name="work">Cancelled when somebody has waited too long.</param>
    public static WaiterWatch Begin(
        EngineContext context,
        DatabaseSession watcher,
        int pid,
        CancellationTokenSource work
    ) => new(context, watcher, pid, work);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(EngineContext context, DatabaseSession watcher, int pid)
    {
        var limit = context.Options.LockTimeout - (2 * Pause);
        var since = new Dictionary<int, long>();
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var waiting = await watcher.QueryAsync(
                    Sql,
                    row =>
                        (
                            Pid: row.GetInt32(0),
                            Name: string.Create(
                                CultureInfo.InvariantCulture,
                                $"pid {row.GetInt32(0)} ({row.GetString(1)}, {row.GetString(2)})"
                            )
                        ),
                    _stop.Token,
                    pid
                );
                foreach (
                    var gone in since.Keys.Except(waiting.Select(waiter => waiter.Pid)).ToList()
                )
                {
                    since.Remove(gone);
                }

                foreach (var waiter in waiting)
                {
                    since.TryAdd(waiter.Pid, context.Clock.GetTimestamp());
                }

                if (since.Values.Any(begin => context.Clock.GetElapsedTime(begin) >= limit))
                {
                    Waiters = [.. waiting.Select(waiter => waiter.Name)];
                    await _work.CancelAsync();
                    return;
                }

                await Task.Delay(Pause, context.Clock, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The work has ended.
        }
        catch (NpgsqlException)
        {
            // Without the watch nobody would know who waits.
            Waiters = ["nobody knows who: the session that looks was lost"];
            await _work.CancelAsync();
        }
    }
}
