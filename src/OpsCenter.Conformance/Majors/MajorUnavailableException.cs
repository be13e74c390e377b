namespace OpsCenter.Conformance.Majors;

/// <summary>No server of a major is available.</summary>
public sealed class MajorUnavailableException(int major, string reason, Exception? inner = null)
    : Exception($"PostgreSQL {major} is unavailable: {reason}", inner)
{
    /// <summary>The major.</summary>
    public int Major { get; } = major;
}
