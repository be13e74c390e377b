using System.Collections.Concurrent;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Majors;

namespace OpsCenter.Conformance.Tests.Entries;

/// <summary>Provides the test servers to the law portable.</summary>
internal sealed class TestMajorServers : IMajorServers
{
    private readonly ConcurrentDictionary<int, Lazy<Task<DatabaseServer>>> _servers = new();

    public static TestMajorServers Shared { get; } = new();

    public Task<DatabaseServer> GetAsync(int major, CancellationToken cancellation) =>
        _servers
            .GetOrAdd(
                major,
                static wanted => new Lazy<Task<DatabaseServer>>(async () =>
                    await DatabaseServer.ConnectAsync(
                        await TestServer.For(wanted).ConnectionStringAsync()
                    )
                )
            )
            .Value;
}
