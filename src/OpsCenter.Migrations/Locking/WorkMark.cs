using System.Data;
using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Locking;

/// <summary>
/// Shows on the working session itself that a run is at work: a shared advisory lock that lasts as long as its backend. When the client
/// is killed or cut off, its runner lock is gone at once, while this backend goes on to the end of its statement.
/// </summary>
internal sealed class WorkMark : IAsyncDisposable
{
    // Since 14 a backend can look whether its client is still there while it works; not on every platform (manual, 20.3.2).
    private const string EndWithClient =
        "select pg_catalog.set_config('client_connection_check_interval', '1000', false)";

    private const string Take = $"select pg_catalog.pg_advisory_lock_shared({Key})";

    /// <summary>The key of that lock, as an expression.</summary>
    public const string Key = "pg_catalog.hashtextextended('opscenter.work', 0)";

    /// <summary>Marks a marked session again that has lost its locks and settings.</summary>
    public static IReadOnlyList<BatchedRead> Again(DatabaseSession session) =>
        session.IsEndedWithClient
            ? [new SessionCommand(EndWithClient), new SessionCommand(Take)]
            : [new SessionCommand(Take)];

    /// <summary>Whether no session is marked, as an expression; it keeps nothing beyond its statement in autocommit.</summary>
    public const string IsFree = $"pg_catalog.pg_try_advisory_xact_lock({Key})";

    private readonly DatabaseSession _session;

    private WorkMark(DatabaseSession session) => _session = session;

    /// <summary>Marks a session. Only for who holds the runner lock: then nobody can stand in the way.</summary>
    public static async Task<WorkMark> SetAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        try
        {
            await session.ExecuteBatchAsync(
                session.ServerMajor >= 14 ? [EndWithClient, Take] : [Take],
                cancellation
            );
            session.IsEndedWithClient = session.ServerMajor >= 14;
        }
        catch (PostgresException refusal) when (!ConnectionLoss.IsMeantBy(refusal))
        {
            await session.ExecuteBatchAsync([Take], cancellation);
        }

        return new WorkMark(session);
    }

    /// <summary>Whether no session is marked. In autocommit, so that it keeps nothing.</summary>
    public static Task<bool> IsFreeAsync(DatabaseSession session, CancellationToken cancellation) =>
        session.ScalarAsync<bool>($"select {IsFree}", cancellation);

    /// <summary>Ends the session's transaction and takes the mark away: a pool would keep both.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _session.RollbackAsync();
            if (_session.Connection.FullState == ConnectionState.Open)
            {
                await _session.ExecuteAsync(
                    $"select pg_catalog.pg_advisory_unlock_shared({Key})",
                    CancellationToken.None
                );
            }
        }
        catch (NpgsqlException)
        {
            // The session is gone, and the mark with it; what the run itself has to say must not be hidden by that.
        }
    }
}
