using OpsCenter.Conformance.Databases;

namespace OpsCenter.Conformance.Majors;

/// <summary>Provides servers of other majors.</summary>
public interface IMajorServers
{
    /// <summary>Returns the server of a major. It is shared: callers must not dispose it.</summary>
    /// <exception cref="MajorUnavailableException">No server of this major is available.</exception>
    Task<DatabaseServer> GetAsync(int major, CancellationToken cancellation);
}
