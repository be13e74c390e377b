using System.Data;
using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>
/// Long queries that a run asks again and again: the server parses them once for each connection of the pool. Whoever runs scripts in such
/// a session deallocates after them what they have prepared.
/// </summary>
internal static class PreparedQueries
{
    /// <summary>As <see cref="DatabaseSession.QueryAsync"/>, with a statement that stays prepared.</summary>
    public static async Task<List<T>> QueryPreparedAsync<T>(
        this DatabaseSession session,
        string sql,
        Func<NpgsqlDataReader, T> map,
        CancellationToken cancellation,
        params object[] arguments
    )
    {
        await using var command = session.Command(sql, arguments);
        await command.PrepareAsync(cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>
    /// Has queries parsed now that are read later, when names would mean something else: a statement that is prepared already is not parsed
    /// again.
    /// </summary>
    public static async Task PrepareAsync(
        this DatabaseSession session,
        IReadOnlyCollection<BatchedRead> reads,
        CancellationToken cancellation
    )
    {
        await using var batch = session.Batch(reads);
        await batch.PrepareAsync(cancellation);
    }

    /// <summary>
    /// Removes all prepared statements: the server may have lost some that the driver would go on to use. Outside of a transaction. Not
    /// cancellable: it is how a part ends.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="mayBeLost">Whether a script may have removed some; otherwise nothing is done.</param>
    public static void ForgetPrepared(this DatabaseSession session, bool mayBeLost)
    {
        if (!mayBeLost || session.Connection.FullState != ConnectionState.Open)
        {
            return;
        }

        try
        {
            session.Connection.UnprepareAll();
        }
        catch (NpgsqlException)
        {
            // The session is gone, and its statements with it; what the run has to say must not be hidden by that.
        }
    }

    /// <summary>The query for the statements that scripts have prepared, as what removes them.</summary>
    public static SessionRead<string> AskOfScripts() =>
        new(
            new SessionQuery(
                "select pg_catalog.format('deallocate %I', s.name) from pg_catalog.pg_prepared_statements as s where s.from_sql"
            ),
            row => row.GetString(0)
        );

    /// <summary>
    /// Removes the statements that a script has prepared: a pooled connection with prepared statements of ours keeps theirs, too. Not
    /// cancellable: it is how a part ends.
    /// </summary>
    public static async Task DeallocateAsync(this DatabaseSession session)
    {
        if (session.Connection.FullState != ConnectionState.Open)
        {
            return;
        }

        try
        {
            var statements = AskOfScripts();
            await session.ReadAsync([statements], CancellationToken.None);
            if (statements.Rows.Count > 0)
            {
                await session.ExecuteBatchAsync(statements.Rows, CancellationToken.None);
            }
        }
        catch (NpgsqlException)
        {
            // The session is gone, and its statements with it; what the run has to say must not be hidden by that.
        }
    }
}
