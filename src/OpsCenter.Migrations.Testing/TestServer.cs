using System.Collections.Concurrent;
using OpsCenter.Conformance.Databases;
using OpsCenter.Migrations.Testing.Servers;

namespace OpsCenter.Migrations.Testing;

/// <summary>
/// One server per major and test process, started at first use and stopped when the process ends: an embedded server,
/// or the one in
/// <c>OPSCENTER_TEST_POSTGRES</c>.
/// </summary>
public sealed class TestServer
{
    /// <summary>The number of clones of a template to create ahead.</summary>
    private const int Ahead = 2;

    private static readonly ConcurrentDictionary<int, TestServer> Servers = new();

    private readonly Lazy<Task<RunningTestServer>> _running;

    private TestServer(int major, Func<Task<RunningTestServer>> start)
    {
        Major = major;
        _running = new(start);
    }

    /// <summary>The major version of the server.</summary>
    public int Major { get; }

    /// <summary>The server of a major. It starts at first use.</summary>
    public static TestServer For(int major) =>
        Servers.GetOrAdd(
            major,
            static wanted => new TestServer(wanted, () => RunningTestServer.StartAsync(wanted))
        );

    /// <summary>A running server, which is not stopped at the end.</summary>
    /// <param name="connectionString">The connection string of a superuser, to the database <c>postgres</c>.</param>
    /// <param name="passwordFile">
    /// The file with the password, to print after a failed test; null if there is none.
    /// </param>
    public static async Task<TestServer> ConnectAsync(
        string connectionString,
        string? passwordFile = null
    )
    {
        var running = new RunningTestServer(
            await DatabaseServer.ConnectAsync(connectionString),
            passwordFile
        );
        return new TestServer(running.Databases.Major, () => Task.FromResult(running));
    }

    /// <summary>Starts the server; returns the object that creates its databases.</summary>
    public async Task<DatabaseServer> StartAsync() => (await _running.Value).Databases;

    /// <summary>Starts the server; returns the connection string of a superuser to one of its databases.</summary>
    public async Task<string> ConnectionStringAsync(string database = "postgres") =>
        (await StartAsync()).ConnectionStringFor(database);

    /// <summary>
    /// Creates a database for one test: a clone of the template, or an empty one. From the second clone on it is
    /// created ahead, so that the test does not wait.
    /// </summary>
    /// <exception cref="MissingPrerequisiteException">
    /// No server is available: the test is skipped, or fails in CI.
    /// </exception>
    public async Task<TestDatabase> CreateDatabaseAsync(DatabaseTemplate? template = null)
    {
        var running = await _running.Value;
        return new TestDatabase(
            running,
            template is null
                ? await running.Databases.CreateAsync()
                : await running.Databases.TakeAsync(template, Ahead)
        );
    }

    /// <summary>Takes ownership of a database that the program under test created.</summary>
    public async Task<TestDatabase> AdoptDatabaseAsync(string name)
    {
        var running = await _running.Value;
        return new TestDatabase(running, running.Databases.Adopt(name));
    }

    /// <summary>Runs a statement in the database <c>postgres</c>, for example to create a role.</summary>
    public async Task ExecuteAsync(string sql) => await (await StartAsync()).ExecuteAsync(sql);
}
