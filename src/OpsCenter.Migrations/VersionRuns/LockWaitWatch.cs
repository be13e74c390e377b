using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Remembers who kept a session waiting: when its wait has ended by the lock timeout, nobody can tell any more.</summary>
internal sealed class LockWaitWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly string Sql = $"""
        select a.pid, coalesce({ReadableText.Of(
            "a.application_name"
        )}, ''), coalesce({ReadableText.Of("a.usename")}, a.backend_type, ''),
            extract(epoch from clock_timestamp() - a.xact_start)::float8, a.state, nullif({ReadableText.Of(
            "a.query"
        )}, '')
        from pg_catalog.pg_stat_activity a
        where a.pid = any (pg_catalog.pg_blocking_pids($1))
        """;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    private LockWaitWatch(EngineContext context, int pid) => _watching = WatchAsync(context, pid);

    /// <summary>Those who were seen last to be in the way; empty if nobody was.</summary>
    public IReadOnlyList<Blocker> Blockers { get; private set; } = [];

    /// <param name="context">Opens a session, once the work has lasted for a moment.</param>
    /// <param name="pid">The process of the session that works.</param>
    public static LockWaitWatch Begin(EngineContext context, int pid) => new(context, pid);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(EngineContext context, int pid)
    {
        try
        {
            // Most scripts wait for nobody.
            await Task.Delay(Pause, _stop.Token);
            await using var watcher = await context.OpenAsync(_stop.Token);
            while (true)
            {
                var found = await watcher.QueryAsync(
                    Sql,
                    Locking.Blockers.Read,
                    // A query that is cancelled may take the connection with it.
                    CancellationToken.None,
                    pid
                );
                Blockers = found.Count > 0 ? found : Blockers;
                await Task.Delay(Pause, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
        catch (Exception exception) when (exception is NpgsqlException or MigrationException)
        {
            // Only the message about a wait is poorer for it.
        }
    }
}
