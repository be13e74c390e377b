using System.Collections.Concurrent;
using OpsCenter.Conformance.Databases;
using OpsCenter.Migrations.Testing.Servers;

namespace OpsCenter.Migrations.Testing;

/// <summary>
/// One server per major and test process: started when the first test asks, stopped when the process ends. It is an embedded one, or
/// the one that <c>OPSCENTER_TEST_POSTGRES</c> names.
/// </summary>
public sealed class TestServer
{
    /// <summary>How many clones of a template wait ready for the next tests.</summary>
    private const int Ahead = 2;

    private static readonly ConcurrentDictionary<int, TestServer> Servers = new();

    private readonly Lazy<Task<RunningTestServer>> _running;

    private TestServer(int major, Func<Task<RunningTestServer>> start)
    {
        Major = major;
        _running = new(start);
    }

    /// <summary>The server's major version.</summary>
    public int Major { get; }

    /// <summary>The server of a major. It is not started by this.</summary>
    public static TestServer For(int major) =>
        Servers.GetOrAdd(
            major,
            static wanted => new TestServer(wanted, () => RunningTestServer.StartAsync(wanted))
        );

    /// <summary>A server that somebody else has started and will stop.</summary>
    /// <param name="connectionString">A superuser's, to the database <c>postgres</c>.</param>
    /// <param name="passwordFile">Where a reader of a failed test's output finds the password; null if he knows it.</param>
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

    /// <summary>What makes its databases; starts the server.</summary>
    public async Task<DatabaseServer> StartAsync() => (await _running.Value).Databases;

    /// <summary>A superuser's connection string to one of the server's databases; starts the server.</summary>
    public async Task<string> ConnectionStringAsync(string database = "postgres") =>
        (await StartAsync()).ConnectionStringFor(database);

    /// <summary>
    /// A database of its own for a test: a clone of the template, or an empty one. From the second clone on one waits ready, so that
    /// the test does not.
    /// </summary>
    /// <exception cref="MissingPrerequisiteException">No server can be had: the test is skipped, or fails in CI.</exception>
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

    /// <summary>Takes over a database that the program under test created: it is dropped like a test's own.</summary>
    public async Task<TestDatabase> AdoptDatabaseAsync(string name)
    {
        var running = await _running.Value;
        return new TestDatabase(running, running.Databases.Adopt(name));
    }

    /// <summary>Runs one statement in the database <c>postgres</c>, for roles and the like.</summary>
    public async Task ExecuteAsync(string sql) => await (await StartAsync()).ExecuteAsync(sql);
}
