using Npgsql;

namespace OpsCenter.Crash.Tests.Runs;

/// <summary>Writes to llm_usage_logs as V1 and V2 do while V2 is rolled back, and knows what was committed last.</summary>
internal sealed class V2Writer(TestDatabase database)
{
    private static readonly string[] Writes =
    [
        "insert into llm_usage_logs (id, user_id, provider, cost_usd) values (md5('{0}')::uuid, 'v2', 'inserted {0}', 0.5)",
        "update llm_usage_logs set source = 'updated {0}' where id = (select id from llm_usage_logs where source is null order by id limit 1)",
        "update llm_usage_logs set source = 'again {0}' where id = (select id from llm_usage_logs where source is not null order by id limit 1)",
        "delete from llm_usage_logs where id = (select id from llm_usage_logs where provider is not null order by id desc limit 1)",
        "update llm_usage_logs set provider = null, source = null, cost_usd = null, server_id = null, deployment_id = null "
            + "where id = (select id from llm_usage_logs where source is not null order by id desc limit 1)",
    ];

    private int _written;

    /// <summary>How many of V1's inserts were committed.</summary>
    public int V1Rows { get; private set; }

    /// <summary>How many of V2's writes were committed.</summary>
    public int V2Writes { get; private set; }

    /// <summary>V2's values, when they were there for the last time.</summary>
    public IReadOnlyList<string> LastCommitted { get; private set; } = [];

    /// <summary>The next write of each.</summary>
    public async Task WriteAsync()
    {
        if (await TryAsync("insert into llm_usage_logs (user_id) values ('v1 of now')"))
        {
            V1Rows++;
        }

        await WriteV2Async(Writes[_written++ % Writes.Length].Replace("{0}", $"{_written}"));
    }

    /// <summary>This write.</summary>
    public async Task WriteV2Async(string sql)
    {
        if (
            await TryAsync(
                sql,
                """
                select row(t.id, t.provider, t.server_id, t.deployment_id, t.source, t.cost_usd)::text from llm_usage_logs as t
                where num_nonnulls(t.provider, t.server_id, t.deployment_id, t.source, t.cost_usd) > 0
                """
            )
        )
        {
            V2Writes++;
        }
    }

    private async Task<bool> TryAsync(string sql, string? look = null)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            await ExecuteAsync(connection, "set local lock_timeout = '50ms'");
            await ExecuteAsync(connection, sql);
            var rows = look is null ? null : await ReadAsync(connection, look);
            await transaction.CommitAsync();
            LastCommitted = rows ?? LastCommitted;
            return true;
        }
        catch (PostgresException exception)
            when (exception.SqlState
                    is PostgresErrorCodes.LockNotAvailable
                        or PostgresErrorCodes.UndefinedColumn
            )
        {
            // The migration holds the table at this moment, or V2 has gone from it.
            return false;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(
        NpgsqlConnection connection,
        string sql
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
