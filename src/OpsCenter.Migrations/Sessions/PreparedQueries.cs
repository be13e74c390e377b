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
            var statements = await session.QueryAsync(
                "select pg_catalog.format('deallocate %I', s.name) from pg_catalog.pg_prepared_statements as s where s.from_sql",
                row => row.GetString(0),
                CancellationToken.None
            );
            if (statements.Count > 0)
            {
                await session.ExecuteBatchAsync(statements, CancellationToken.None);
            }
        }
        catch (NpgsqlException)
        {
            // The session is gone, and its statements with it; what the run has to say must not be hidden by that.
        }
    }
}
