using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace OpsCenter.Conformance.Databases;

/// <summary>A server on which databases are made and dropped. Disposing it drops its templates and closes its connections; the server goes on.</summary>
public sealed class DatabaseServer : IAsyncDisposable
{
    private static int _numbers;

    private readonly TemplateDatabases _templates;
    private readonly ConcurrentQueue<string> _spared = new();
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

    /// <summary>As whom databases are made, and through which database.</summary>
    public string ConnectionString { get; }

    /// <summary>The server's major version.</summary>
    public int Major { get; }

    /// <summary>Connections to the database of <see cref="ConnectionString"/>.</summary>
    public NpgsqlDataSource Administration { get; }

    /// <summary>
    /// How many of the databases disposed last stay until <see cref="DropSparedAsync"/> or <see cref="KeepSpared"/> decides about them.
    /// </summary>
    public int SparedDatabases { get; set; }

    /// <summary>Connects.</summary>
    /// <param name="connectionString">Of a role that may create databases; the laws about roles and locks need a superuser.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="NpgsqlException">The server cannot be reached or refuses.</exception>
    public static async Task<DatabaseServer> ConnectAsync(
        string connectionString,
        CancellationToken cancellation = default
    )
    {
        var administration = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 8 }
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

    /// <summary>A new database: a clone of the template, or an empty one.</summary>
    public async Task<ScratchDatabase> CreateAsync(
        DatabaseTemplate? template = null,
        CancellationToken cancellation = default
    )
    {
        return new ScratchDatabase(this, await CloneAsync(template, cancellation));
    }

    /// <summary>A clone of the template that was made before if one waits; the next ones are begun in the background.</summary>
    /// <param name="template">What to clone.</param>
    /// <param name="ahead">How many clones of it wait for whoever asks next. Those that nobody takes are dropped with the server's disposal.</param>
    /// <param name="cancellation">Ends the wait.</param>
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

    /// <summary>Takes over a database that somebody else made.</summary>
    public ScratchDatabase Adopt(string name) => new(this, name);

    /// <summary>Drops the spared databases.</summary>
    public async Task DropSparedAsync()
    {
        while (_spared.TryDequeue(out var name))
        {
            await DropAsync(name);
        }
    }

    /// <summary>Lets the spared databases stay for good; their names, the one disposed last at the end.</summary>
    public IReadOnlyList<string> KeepSpared()
    {
        var kept = new List<string>();
        while (_spared.TryDequeue(out var name))
        {
            kept.Add(name);
        }

        return kept;
    }

    /// <summary>Runs one statement in the database of <see cref="ConnectionString"/>.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellation = default)
    {
        await using var command = Administration.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The connection string of another database of the server.</summary>
    public string ConnectionStringFor(string database) =>
        new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Database = database,
        }.ConnectionString;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DropSparedAsync();
        foreach (var ready in _ready.Values)
        {
            foreach (var name in await ready.EmptyAsync())
            {
                await DropAsync(name);
            }
        }

        await _templates.DropAsync();
        await Administration.DisposeAsync();
    }

    internal static string NextName(string purpose) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"conformance_{purpose}_{Environment.ProcessId}_{Interlocked.Increment(ref _numbers)}"
        );

    internal Task CreateAsync(string name, string template, CancellationToken cancellation)
    {
        // Copying files is some ten times faster than logging every block; before 15 there was no other way.
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
        await CreateAsync(name, source, cancellation);
        return name;
    }

    /// <summary>Drops a database that has served, or spares it and drops the one spared longest.</summary>
    internal async Task LetGoAsync(string name)
    {
        if (SparedDatabases == 0)
        {
            await DropAsync(name);
            return;
        }

        _spared.Enqueue(name);
        while (_spared.Count > SparedDatabases && _spared.TryDequeue(out var gone))
        {
            await DropAsync(gone);
        }
    }

    internal Task DropAsync(string name) =>
        ExecuteAsync($"drop database if exists {name} with (force)", CancellationToken.None);
}
