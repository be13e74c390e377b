using System.Globalization;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Batches;

/// <summary>Waits while a standby or subscriber has not replayed in time what earlier batches wrote.</summary>
/// <param name="context">Its clock, and the limit of a wait.</param>
/// <param name="most">How long one may be behind; zero or less does not look.</param>
internal sealed class StandbyWatch(EngineContext context, TimeSpan most)
{
    private const string Behind = """
        select coalesce(nullif(r.application_name, ''), 'pid ' || r.pid), pg_wal_lsn_diff(pg_current_wal_lsn(), r.replay_lsn)::bigint
        from pg_stat_replication r
        where r.replay_lsn < $1::pg_lsn
        order by r.replay_lsn
        limit 1
        """;

    private const string Hidden =
        "select exists (select from pg_stat_replication r where r.replay_lsn is null and r.state is null)";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // Where the log was after a batch, and when.
    private readonly Queue<(string Position, long At)> _written = [];

    private string? _due;
    private bool _hasLooked;

    /// <summary>Notes that a batch was written.</summary>
    public async Task NoteAsync(DatabaseSession session, CancellationToken cancellation)
    {
        if (most > TimeSpan.Zero)
        {
            _written.Enqueue(
                (
                    await session.ScalarAsync<string>(
                        "select pg_current_wal_lsn()::text",
                        cancellation
                    ),
                    context.Clock.GetTimestamp()
                )
            );
        }
    }

    /// <summary>Waits until each one has what was written before the time that it may be behind.</summary>
    /// <exception cref="MigrationRefusedException">One does not catch up within the lock deadline.</exception>
    public async Task WaitAsync(
        DatabaseSession session,
        string script,
        CancellationToken cancellation
    )
    {
        if (most <= TimeSpan.Zero)
        {
            return;
        }

        await WarnAsync(session, cancellation);
        var began = context.Clock.GetTimestamp();
        while (await FindBehindAsync(session, cancellation) is { } behind)
        {
            if (context.Clock.GetElapsedTime(began) >= context.Options.LockDeadline)
            {
                throw new MigrationRefusedException(
                    script,
                    $"{script}: {behind}, and does not catch up within {context.Options.LockDeadline.TotalSeconds:0.#} s. What the batches did stays.",
                    "Repeat when it has caught up (select application_name, replay_lag from pg_stat_replication;): the run resumes. Or allow more "
                        + "with --max-lag; 0 does not look at standbys."
                );
            }

            context.TellState($"{script}: paused, because {behind}");
            await Task.Delay(Pause, context.Clock, cancellation);
        }
    }

    private async Task<string?> FindBehindAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        while (_written.TryPeek(out var next) && context.Clock.GetElapsedTime(next.At) >= most)
        {
            _due = _written.Dequeue().Position;
        }

        if (_due is null)
        {
            return null;
        }

        var behind = await session.QueryAsync(
            Behind,
            row =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"replication to \"{row.GetString(0)}\" is {row.GetInt64(1) >> 20} MB and more than {most.TotalSeconds:0.#} s behind"
                ),
            cancellation,
            _due
        );
        return behind.FirstOrDefault();
    }

    /// <summary>A role without the right to see it is told nothing.</summary>
    private async Task WarnAsync(DatabaseSession session, CancellationToken cancellation)
    {
        if (!_hasLooked && await session.ScalarAsync<bool>(Hidden, cancellation))
        {
            context.Tell(
                "the role may not see how far standbys are behind: batches do not wait for them (members of pg_read_all_stats see it)"
            );
        }

        _hasLooked = true;
    }
}
