using OpsCenter.Conformance.Databases;

namespace OpsCenter.Conformance.Majors;

/// <summary>Where servers of other majors come from.</summary>
public interface IMajorServers
{
    /// <summary>A server of a major, which stays for other callers: nobody who asks for it ends it.</summary>
    /// <exception cref="MajorMissingException">It cannot be had here; says why.</exception>
    Task<DatabaseServer> GetAsync(int major, CancellationToken cancellation);
}
