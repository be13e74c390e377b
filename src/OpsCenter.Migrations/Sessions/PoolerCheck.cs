using Npgsql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Sessions;

/// <summary>
/// Recognises a connection pooler that hands a session's backend to others between two statements or transactions. Session-level
/// advisory locks and settings do not survive there: the lock of one runner would stay with a backend that serves somebody else.
/// </summary>
internal static class PoolerCheck
{
    private const string BackendPid = "select pg_catalog.pg_backend_pid()";

    private const string Address = """
        select case when pg_catalog.inet_server_addr() is null then '' else pg_catalog.format(
                ' (as the server says: host %s, port %s)',
                pg_catalog.host(pg_catalog.inet_server_addr()),
                pg_catalog.inet_server_port()) end
        """;

    /// <summary>A busy pooler may hand out any of its backends: it is asked until one round gives it away.</summary>
    private const int Rounds = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Proves by a second session that the first one's backend stays its own; some ten round trips.</summary>
    /// <exception cref="PoolerException">It does not, or the pooler gives no second one.</exception>
    public static async Task EnsureSessionModeAsync(
        NpgsqlDataSource source,
        DatabaseSession session,
        int pid,
        CancellationToken cancellation
    )
    {
        var address = await session.ScalarAsync<string>(Address, cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await using var other = await source.OpenConnectionAsync(patience.Token);
            for (var round = 0; round < Rounds; round++)
            {
                await using var transaction = await other.BeginTransactionAsync(patience.Token);
                await using var ask = new NpgsqlCommand(BackendPid, other, transaction);
                var taken = (int)(await ask.ExecuteScalarAsync(patience.Token))!;
                if (
                    taken == pid
                    || pid != await session.ScalarAsync<int>(BackendPid, patience.Token)
                )
                {
                    throw NotKept("in transaction mode", address);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Exhausted();
        }
        catch (NpgsqlException exception) when (exception.InnerException is TimeoutException)
        {
            throw Exhausted();
        }
        catch (PostgresException exception) when (!ConnectionLoss.IsMeantBy(exception))
        {
            // In statement mode PgBouncer refuses BEGIN.
            throw NotKept($"that takes no transactions ({exception.MessageText})", address);
        }
    }

    private static PoolerException NotKept(string how, string address) =>
        new(
            $"Between this program and the server stands a connection pooler {how}: it gives a session's backend to others between its "
                + "transactions, so that the lock which keeps other runners out, and settings such as lock_timeout, would stay with "
                + "somebody else's. Nothing was touched.",
            $"Connect to the server directly{address}, or to a pool in session mode."
        );

    private static PoolerException Exhausted() =>
        new(
            $"Between this program and the server stands a connection pooler, and it gave no second session within {Patience.TotalSeconds:0} s: "
                + "a runner needs several at once, each with a backend of its own. Nothing was touched.",
            "Connect to the server directly, or to a pool in session mode with at least 4 free connections (default_pool_size)."
        );
}
