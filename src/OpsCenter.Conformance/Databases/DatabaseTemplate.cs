using Npgsql;

namespace OpsCenter.Conformance.Databases;

/// <summary>A database that is built once per server and then cloned for whoever asks for it.</summary>
/// <param name="Name">Unique among the templates of a server.</param>
/// <param name="Build">Fills the database of the connection string. It may not leave a connection open.</param>
public sealed record DatabaseTemplate(string Name, Func<string, CancellationToken, Task> Build)
{
    /// <summary>Of which template it is a clone before it is filled; of an empty database if null.</summary>
    public DatabaseTemplate? Parent { get; init; }

    /// <summary>A template that one script makes.</summary>
    public static DatabaseTemplate FromSql(string name, string sql) =>
        From(
            name,
            async (dataSource, cancellation) =>
            {
                await using var command = dataSource.CreateCommand(sql);
                await command.ExecuteNonQueryAsync(cancellation);
            }
        );

    /// <summary>A template that a program makes.</summary>
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

    /// <summary>Another template: a clone of this one, and more.</summary>
    public DatabaseTemplate Then(
        string name,
        Func<NpgsqlDataSource, CancellationToken, Task> build
    ) => From(name, build) with { Parent = this };
}
