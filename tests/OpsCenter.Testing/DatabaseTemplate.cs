using Npgsql;

namespace OpsCenter.Testing;

/// <summary>A database that is built once per server and then cloned for every test that asks for it.</summary>
/// <param name="Name">Unique among the templates of a test process.</param>
/// <param name="Build">Fills the empty database.</param>
public sealed record DatabaseTemplate(
    string Name,
    Func<NpgsqlDataSource, CancellationToken, Task> Build
)
{
    /// <summary>A template that one script makes.</summary>
    public static DatabaseTemplate FromSql(string name, string sql) =>
        new(
            name,
            async (dataSource, cancellationToken) =>
            {
                await using var command = dataSource.CreateCommand(sql);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        );
}
