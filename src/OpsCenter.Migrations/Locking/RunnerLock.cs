using System.Data;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Telemetry;

namespace OpsCenter.Migrations.Locking;

/// <summary>
/// One runner at a time on a database: a session-level advisory lock on a connection of its own, in autocommit. It is polled, not
/// waited for: a session that waits in pg_advisory_lock() holds a snapshot, for which CREATE INDEX CONCURRENTLY would wait.
/// </summary>
internal sealed class RunnerLock : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(500);

    // Once it is taken, and only then, it is asked whether a session works on: nobody else can begin to.
    private const string Take = $"""
        with lock as materialized (select pg_catalog.pg_try_advisory_lock({Key}) as taken)
        select l.taken, case when l.taken then {WorkMark.IsFree} else false end
        from lock as l
        """;

    private readonly DatabaseSession _holder;

    // A session stays where it is.
    private ServerIdentity? _server;

    private RunnerLock(DatabaseSession session) => _holder = session;

    /// <summary>Takes the lock, with the options' deadline.</summary>
    public static Task<RunnerLock> AcquireAsync(
        EngineContext context,
        CancellationToken cancellation
    ) =>
        AcquireAsync(
            context.DataSource,
            context.Options.RunnerDeadline,
            context.Clock,
            cancellation
        );

    /// <summary>Takes the lock, polling until <paramref name="deadline"/> has passed.</summary>
    public static async Task<RunnerLock> AcquireAsync(
        NpgsqlDataSource source,
        TimeSpan deadline,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        using var span = MigrationTelemetry.Source.StartActivity("take the runner lock");
        var session = await DatabaseSession.OpenAsync(source, cancellation);
        try
        {
            await SessionStart.PrepareAsync(source, session, lockTimeout: null, cancellation);
            var started = clock.GetTimestamp();
            var (isTaken, isFree) = await TryAsync(session, cancellation);
            while (!isTaken)
            {
                if (clock.GetElapsedTime(started) >= deadline)
                {
                    throw await HeldAsync(session, Key, deadline, cancellation);
                }

                await Task.Delay(Jittered(), clock, cancellation);
                (isTaken, isFree) = await TryAsync(session, cancellation);
            }

            var runner = new RunnerLock(session);
            try
            {
                await runner.AwaitEndOfWorkAsync(isFree, deadline, clock, started, cancellation);
            }
            catch
            {
                await runner.DisposeAsync();
                throw;
            }

            MigrationTelemetry.RunnerLockWait.Record(clock.GetElapsedTime(started).TotalSeconds);
            return runner;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>The server process that holds the lock.</summary>
    public int Pid => _holder.Connection.ProcessID;

    /// <summary>Refuses a session that reached another server than the lock: there it protects nothing.</summary>
    /// <exception cref="SeveralServersException">It did.</exception>
    public async Task EnsureSameServerAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        ServerIdentity.EnsureSame(
            _server ??= await ServerIdentity.ReadAsync(_holder, cancellation),
            await ServerIdentity.ReadAsync(session, cancellation)
        );

    /// <summary>Throws if the lock's session has died: then another runner may be at work, and this one must not commit.</summary>
    public async Task EnsureHeldAsync(CancellationToken cancellation)
    {
        try
        {
            if (await LockHolder.IsHeldBySelfAsync(_holder, Key, cancellation))
            {
                return;
            }
        }
        catch (NpgsqlException exception)
        {
            throw new ConnectionLostException(
                $"The connection that keeps other runners out was lost ({exception.Message}). The open transaction was rolled back.",
                exception
            );
        }

        throw new RunnerLockException(
            "The lock that keeps other runners out was lost while the migration ran. The open transaction was rolled back.",
            "Look at opscenter status, then repeat. If a connection pooler stands between, connect to the server directly: it must keep sessions."
        );
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_holder.Connection.FullState == ConnectionState.Open)
            {
                await _holder.ExecuteAsync(
                    $"select pg_catalog.pg_advisory_unlock({Key})",
                    CancellationToken.None
                );
            }
        }
        catch (NpgsqlException)
        {
            // The session is gone, and its lock with it; what the run itself has to say must not be hidden by that.
        }

        await _holder.DisposeAsync();
    }

    /// <summary>The backend of a runner that was killed goes on to the end of its statement, and may still commit.</summary>
    private async Task AwaitEndOfWorkAsync(
        bool isFree,
        TimeSpan deadline,
        TimeProvider clock,
        long started,
        CancellationToken cancellation
    )
    {
        while (!isFree)
        {
            if (clock.GetElapsedTime(started) >= deadline)
            {
                throw await HeldAsync(_holder, WorkMark.Key, deadline, cancellation);
            }

            await Task.Delay(Jittered(), clock, cancellation);
            isFree = await WorkMark.IsFreeAsync(_holder, cancellation);
        }
    }

    /// <summary>
    /// The key of this journal, as an expression; the server keeps the keys of its databases apart (manual, 9.28.10). The scripts compute the same
    /// one, so that a single statement by psql refuses while a runner is at work.
    /// </summary>
    internal const string Key = "pg_catalog.hashtextextended('opscenter.journal', 0)";

    private static async Task<(bool IsTaken, bool IsFree)> TryAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        (
            await session.QueryAsync(
                Take,
                row => (row.GetBoolean(0), row.GetBoolean(1)),
                cancellation
            )
        )[0];

    private static TimeSpan Jittered() =>
        ShortestPoll + ((LongestPoll - ShortestPoll) * Random.Shared.NextDouble());

    private static async Task<RunnerLockException> HeldAsync(
        DatabaseSession session,
        string key,
        TimeSpan deadline,
        CancellationToken cancellation
    )
    {
        var other = await LockHolder.FindAsync(session, key, cancellation);
        var who = other is null ? "another session" : other.ToString();
        return new RunnerLockException(
            $"Another runner works on this database and did not finish within {deadline.TotalSeconds:0.#} s: {who}. Nothing was changed.",
            other is null
                ? "Repeat; wait longer with --timeout."
                : $"Wait for it and repeat, or wait longer with --timeout. If it hangs: select pg_terminate_backend({other.Pid});"
        );
    }
}
