using Npgsql;

namespace OpsCenter.Migrations.Tests.Preflight;

/// <summary>A session in the middle of a transaction.</summary>
internal sealed class OpenTransaction : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private OpenTransaction(NpgsqlConnection connection) => _connection = connection;

    public int Pid => _connection.ProcessID;

    public static async Task<OpenTransaction> BeginAsync(string connection, string sql)
    {
        var session = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connection)
            {
                Pooling = false,
                ApplicationName = "nightly report",
            }.ConnectionString
        );
        await session.OpenAsync();
        await using var command = new NpgsqlCommand($"begin; {sql}", session);
        await command.ExecuteNonQueryAsync();
        return new OpenTransaction(session);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
