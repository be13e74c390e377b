using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.EmbeddedPostgres;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.Checking;

/// <summary>The server of a check: the given one, or an embedded one that is stopped in the end.</summary>
internal sealed class CheckServer : IAsyncDisposable
{
    /// <summary>How many databases of a broken law are kept, the last ones.</summary>
    private const int Spared = 3;

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["max_connections"] = "200",
    };

    private readonly PostgresCluster? _embedded;
    private readonly bool _keeps;

    private CheckServer(DatabaseServer databases, PostgresCluster? embedded, bool keeps)
    {
        Databases = databases;
        Databases.RetainedDatabases = keeps ? Spared : 0;
        _embedded = embedded;
        _keeps = keeps;
    }

    /// <summary>What makes its databases.</summary>
    public DatabaseServer Databases { get; }

    /// <summary>How to get at the databases that are kept; without the password.</summary>
    public string Address =>
        new NpgsqlConnectionStringBuilder(Databases.ConnectionString)
        {
            Password = null,
        }.ConnectionString
        + (
            _embedded is null
                ? ""
                : $" (password in {_embedded.PasswordFile}; the next embedded server that starts sweeps this one)"
        );

    /// <summary>Starts it, or connects to it.</summary>
    /// <exception cref="MigrationException">The given one cannot be reached, is too old, or does not let the role do what a check does.</exception>
    /// <exception cref="EmbeddedPostgresException">No embedded one can be had.</exception>
    public static async Task<CheckServer> StartAsync(
        CheckPlace place,
        int? major,
        CancellationToken cancellation
    )
    {
        if (place.Server is { } given)
        {
            return new CheckServer(
                await ConnectAsync(given, major, cancellation),
                null,
                place.Keeps
            );
        }

        var embedded = await PostgresCluster.StartAsync(
            new PostgresClusterOptions
            {
                Major = major,
                InMemory = true,
                Settings = Settings,
            },
            cancellation
        );
        try
        {
            return new CheckServer(
                await DatabaseServer.ConnectAsync(embedded.ConnectionString, cancellation),
                embedded,
                place.Keeps
            );
        }
        catch
        {
            await embedded.DisposeAsync();
            throw;
        }
    }

    /// <summary>Drops what is not kept, and stops the embedded server unless it holds what is.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_embedded is null || _keeps)
        {
            await Databases.DisposeAsync();
        }

        if (_embedded is not null && !_keeps)
        {
            await Databases.Administration.DisposeAsync();
            await _embedded.DisposeAsync();
        }
    }

    private static async Task<DatabaseServer> ConnectAsync(
        string given,
        int? major,
        CancellationToken cancellation
    )
    {
        await using (var source = NpgsqlDataSource.Create(given))
        {
            await DatabaseReach.EnsureAsync(source, cancellation);
            await using var command = source.CreateCommand(
                "select current_user::text from pg_roles where rolname = current_user and not rolsuper"
            );
            if (await command.ExecuteScalarAsync(cancellation) is string role)
            {
                throw new PermissionDeniedException(
                    $"{role} is no superuser of the server. A check makes roles and databases, looks at all sessions and ends some.",
                    "Name a superuser in --server, on a server that may be disturbed; or leave it out to have an embedded one."
                );
            }
        }

        var server = await DatabaseServer.ConnectAsync(given, cancellation);
        if (major is null || server.Major == major)
        {
            return server;
        }

        await server.DisposeAsync();
        throw new UsageException(
            $"The server is PostgreSQL {server.Major}, and --major is {major}.",
            "Leave out one of --server and --major."
        );
    }
}
