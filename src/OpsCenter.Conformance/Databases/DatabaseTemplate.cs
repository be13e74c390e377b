using Npgsql;

namespace OpsCenter.Conformance.Databases;

/// <summary>A database that is built once per server and then cloned.</summary>
/// <param name="Name">Unique among the templates of a server.</param>
/// <param name="Build">Fills the database of the connection string. It must close its connections.</param>
public sealed record DatabaseTemplate(string Name, Func<string, CancellationToken, Task> Build)
{
    /// <summary>The template to clone before filling; null for an empty database.</summary>
    public DatabaseTemplate? Parent { get; init; }

    /// <summary>Fills an empty database of any server as this template is filled, its parents first.</summary>
    internal async Task FillAsync(string connectionString, CancellationToken cancellation)
    {
        if (Parent is { } parent)
        {
            await parent.FillAsync(connectionString, cancellation);
        }

        await Build(connectionString, cancellation);
    }

    /// <summary>A template that an SQL script builds.</summary>
    public static DatabaseTemplate FromSql(string name, string sql) =>
        From(
            name,
            async (dataSource, cancellation) =>
            {
                await using var command = dataSource.CreateCommand(sql);
                await command.ExecuteNonQueryAsync(cancellation);
            }
        );

    /// <summary>A template that a function builds.</summary>
    public static DatabaseTemplate From(
        string name,
        Func<NpgsqlDataSource, CancellationToken, Task> build
    ) =>
        new(
            name,
            async (connectionString, cancellation) =>
            {
                await using var dataSource = NpgsqlDataSource.Create(connectionString);
                await build(dataSource, cancellation);
            }
        );

    /// <summary>A template that extends a clone of this one.</summary>
    public DatabaseTemplate Then(
        string name,
        Func<NpgsqlDataSource, CancellationToken, Task> build
    ) => From(name, build) with { Parent = this };
}
