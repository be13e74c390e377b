using Npgsql;

namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>A role of a test's own, without any privilege. Roles belong to the server: it goes when the test is over.</summary>
internal sealed class TestRole : IAsyncDisposable
{
    private static int _last;

    private readonly TestServer _server;

    private TestRole(TestServer server, string name)
    {
        _server = server;
        Name = name;
    }

    public string Name { get; }

    /// <summary>Create it before the database, so that the database with all that the role owns goes first.</summary>
    public static async Task<TestRole> CreateAsync(int major)
    {
        var server = TestServer.For(major);
        var role = new TestRole(
            server,
            $"opscenter_role_{Environment.ProcessId}_{Interlocked.Increment(ref _last)}"
        );
        await server.ExecuteAsync($"create role {role.Name}");
        return role;
    }

    /// <summary>A failed test keeps its database, and with it the role that owns something there.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _server.ExecuteAsync($"drop role if exists {Name}");
        }
        catch (PostgresException kept)
            when (kept.SqlState == PostgresErrorCodes.DependentObjectsStillExist) { }
    }

    public override string ToString() => Name;
}
