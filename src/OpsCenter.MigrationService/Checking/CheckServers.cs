using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Majors;

namespace OpsCenter.MigrationService.Checking;

/// <summary>The servers of a check, one for each major. The law portable gets them, too, so that no other one is started.</summary>
internal sealed class CheckServers : IMajorServers, IAsyncDisposable
{
    private readonly List<CheckServer> _servers = [];

    private CheckServers() { }

    /// <summary>What makes their databases, in the order of the majors.</summary>
    public IReadOnlyList<DatabaseServer> Databases =>
        [.. _servers.Select(server => server.Databases)];

    /// <summary>How to get at the databases that are kept.</summary>
    public string Address => string.Join("; ", _servers.Select(server => server.Address));

    /// <summary>Starts them: see <see cref="CheckServer.StartAsync"/>.</summary>
    public static async Task<CheckServers> StartAsync(
        CheckPlace place,
        CancellationToken cancellation
    )
    {
        var servers = new CheckServers();
        try
        {
            foreach (
                var major in place.Majors.Count == 0
                    ? [null]
                    : place.Majors.Select(major => (int?)major)
            )
            {
                servers._servers.Add(await CheckServer.StartAsync(place, major, cancellation));
            }

            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<DatabaseServer> GetAsync(int major, CancellationToken cancellation) =>
        Task.FromResult(
            Databases.FirstOrDefault(server => server.Major == major)
                ?? throw new MajorUnavailableException(major, "--majors does not name it.")
        );

    /// <summary>Stops those that were started.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }
}
