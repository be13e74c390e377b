using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using OpsCenter.Testing.Databases;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Testing;

/// <summary>One server per major and test process: started when the first test asks, stopped when the process ends.</summary>
public sealed class TestServer
{
    private static readonly ConcurrentDictionary<int, TestServer> Servers = new();

    private readonly Lazy<Task<RunningTestServer>> _running;
    private readonly TemplateDatabases _templates;
    private int _databases;

    internal TestServer(int major, Func<Task<RunningTestServer>> start)
    {
        Major = major;
        _running = new(start);
        _templates = new(this);
    }

    /// <summary>The server's major version.</summary>
    public int Major { get; }

    /// <summary>The server of a major. It is not started by this.</summary>
    public static TestServer For(int major) =>
        Servers.GetOrAdd(
            major,
            static wanted => new TestServer(wanted, () => RunningTestServer.StartAsync(wanted))
        );

    /// <summary>A superuser's connection string to one of the server's databases; starts the server.</summary>
    public async Task<string> ConnectionStringAsync(string database = "postgres")
    {
        var running = await _running.Value;
        return new NpgsqlConnectionStringBuilder(running.ConnectionString)
        {
            Database = database,
        }.ConnectionString;
    }

    /// <summary>A database of its own for a test: a clone of the template, or an empty one.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(DatabaseTemplate? template = null)
    {
        var name = NextName("test");
        var source = template is null ? "template0" : await _templates.EnsureAsync(template);
        await CreateAsync(name, source);
        return new TestDatabase(
            this,
            name,
            await ConnectionStringAsync(name),
            (await _running.Value).PasswordFile
        );
    }

    /// <summary>Takes over a database that the program under test created: it is dropped like a test's own.</summary>
    public async Task<TestDatabase> AdoptDatabaseAsync(string name) =>
        new(this, name, await ConnectionStringAsync(name), (await _running.Value).PasswordFile);

    /// <summary>Runs one statement in the database <c>postgres</c>, for roles and the like.</summary>
    public async Task ExecuteAsync(string sql)
    {
        var running = await _running.Value;
        await using var command = running.Administration.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    internal string NextName(string purpose) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"opscenter_{purpose}_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}"
        );

    internal async Task CreateAsync(string name, string template)
    {
        // Copying files is some ten times faster than logging every block; before 15 there was no other way.
        var strategy = Major >= 15 ? " STRATEGY file_copy" : "";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}{strategy}");
    }

    internal Task DropAsync(string name) =>
        ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
}
