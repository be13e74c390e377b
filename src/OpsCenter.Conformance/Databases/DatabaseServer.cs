using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace OpsCenter.Conformance.Databases;

/// <summary>
/// A server on which databases are created and dropped. Disposal drops the templates and closes the connections; it
/// does not stop the server.
/// </summary>
public sealed class DatabaseServer : IAsyncDisposable
{
    private static int _numbers;

    private readonly TemplateDatabases _templates;
    private readonly ConcurrentQueue<string> _retained = new();
    private readonly ConcurrentQueue<string> _roles = new();
    private readonly ConcurrentDictionary<string, bool> _inUse = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ReadyDatabases> _ready = new(
        StringComparer.Ordinal
    );

    private DatabaseServer(string connectionString, NpgsqlDataSource administration, int major)
    {
        ConnectionString = connectionString;
        Administration = administration;
        Major = major;
        _templates = new TemplateDatabases(this);
    }

    /// <summary>The connection string for creating databases.</summary>
    public string ConnectionString { get; }

    /// <summary>The major version of the server.</summary>
    public int Major { get; }

    /// <summary>Connections to the database of <see cref="ConnectionString"/>.</summary>
    public NpgsqlDataSource Administration { get; }

    /// <summary>
    /// The number of disposed databases to retain. <see cref="DropRetainedAsync"/> drops them,
    /// <see cref="KeepRetained"/> keeps them.
    /// </summary>
    public int RetainedDatabases { get; set; }

    /// <summary>Connects to a server.</summary>
    /// <param name="connectionString">
    /// Of a role that may create databases. Laws about roles and locks need a superuser.
    /// </param>
    /// <param name="cancellation">Stops the attempt.</param>
    /// <exception cref="NpgsqlException">The connection fails.</exception>
    public static async Task<DatabaseServer> ConnectAsync(
        string connectionString,
        CancellationToken cancellation = default
    )
    {
        var administration = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                MaxPoolSize = 8,
                IncludeErrorDetail = true,
            }
        );
        try
        {
            await using var connection = await administration.OpenConnectionAsync(cancellation);
            return new DatabaseServer(
                connectionString,
                administration,
                connection.PostgreSqlVersion.Major
            );
        }
        catch
        {
            await administration.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates a database: a clone of the template, or an empty one.</summary>
    public async Task<ScratchDatabase> CreateAsync(
        DatabaseTemplate? template = null,
        CancellationToken cancellation = default
    )
    {
        return new ScratchDatabase(this, await CloneAsync(template, cancellation));
    }

    /// <summary>
    /// Returns a clone of the template that was created ahead, if there is one, and starts further ones in the
    /// background.
    /// </summary>
    /// <param name="template">The template.</param>
    /// <param name="ahead">The number of clones to create ahead. Disposal of the server drops unused ones.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<ScratchDatabase> TakeAsync(
        DatabaseTemplate template,
        int ahead,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(template);
        await _templates.EnsureAsync(template, cancellation);
        var ready = _ready.GetOrAdd(
            template.Name,
            _ => new ReadyDatabases(stop => CloneAsync(template, stop))
        );
        return new ScratchDatabase(this, await ready.TakeAsync(ahead, cancellation));
    }

    /// <summary>Builds the database of a template, unless it is there.</summary>
    internal Task BuildAsync(DatabaseTemplate template, CancellationToken cancellation) =>
        _templates.EnsureAsync(template, cancellation);

    /// <summary>Drops the database of a template, of which no further clones are needed.</summary>
    internal Task DropAsync(DatabaseTemplate template) => _templates.DropAsync(template);

    /// <summary>Takes ownership of an existing database.</summary>
    public ScratchDatabase Adopt(string name) => new(this, name);

    /// <summary>Drops the retained databases.</summary>
    public async Task DropRetainedAsync()
    {
        while (_retained.TryDequeue(out var name))
        {
            await DropAsync(name);
        }
    }

    /// <summary>Keeps the retained databases for good. Returns their names; the last one was disposed last.</summary>
    public IReadOnlyList<string> KeepRetained()
    {
        var kept = new List<string>();
        while (_retained.TryDequeue(out var name))
        {
            kept.Add(name);
        }

        return kept;
    }

    /// <summary>Runs a statement in the database of <see cref="ConnectionString"/>.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellation = default)
    {
        await using var command = Administration.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The connection string for another database of the server.</summary>
    public string ConnectionStringFor(string database) =>
        new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Database = database,
        }.ConnectionString;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DropRetainedAsync();
        // A canceled check may have left some.
        foreach (var name in _inUse.Keys)
        {
            await DropAsync(name);
        }

        foreach (var ready in _ready.Values)
        {
            foreach (var name in await ready.EmptyAsync())
            {
                await DropAsync(name);
            }
        }

        await _templates.DropAsync();
        while (_roles.TryDequeue(out var role))
        {
            await ExecuteAsync($"drop role if exists {role}");
        }

        await Administration.DisposeAsync();
    }

    internal static string NextName(string purpose) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"conformance_{purpose}_{Environment.ProcessId}_{Interlocked.Increment(ref _numbers)}"
        );

    internal Task CreateAsync(string name, string template, CancellationToken cancellation)
    {
        // Copying files is about ten times faster than logging every block. Before 15 it is the only strategy.
        var strategy = Major >= 15 ? " strategy file_copy" : "";
        return ExecuteAsync($"create database {name} template {template}{strategy}", cancellation);
    }

    private async Task<string> CloneAsync(
        DatabaseTemplate? template,
        CancellationToken cancellation
    )
    {
        var name = NextName("scratch");
        var source = template is null
            ? "template0"
            : await _templates.EnsureAsync(template, cancellation);
        _inUse[name] = true;
        try
        {
            await CreateAsync(name, source, cancellation);
        }
        catch (PostgresException)
        {
            _inUse.TryRemove(name, out _);
            throw;
        }

        return name;
    }

    /// <summary>Leaves a database to somebody else.</summary>
    internal void Forget(string name) => _inUse.TryRemove(name, out _);

    /// <summary>Drops a disposed database, or retains it and drops the oldest retained one.</summary>
    internal async Task ReleaseAsync(string name)
    {
        Forget(name);
        if (RetainedDatabases == 0)
        {
            await DropAsync(name);
            return;
        }

        _retained.Enqueue(name);
        while (_retained.Count > RetainedDatabases && _retained.TryDequeue(out var oldest))
        {
            await DropAsync(oldest);
        }
    }

    /// <summary>Drops a role; when this object is disposed of if a database still has something that depends on it.</summary>
    internal async Task DropRoleAsync(string name)
    {
        try
        {
            await ExecuteAsync($"drop role if exists {name}", CancellationToken.None);
        }
        catch (PostgresException needed)
            when (needed.SqlState == PostgresErrorCodes.DependentObjectsStillExist)
        {
            _roles.Enqueue(name);
        }
    }

    internal Task DropAsync(string name) =>
        ExecuteAsync($"drop database if exists {name} with (force)", CancellationToken.None);
}
