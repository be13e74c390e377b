namespace OpsCenter.Conformance.Majors;

/// <summary>A server of a major cannot be had here.</summary>
public sealed class MajorMissingException(int major, string reason, Exception? inner = null)
    : Exception($"PostgreSQL {major} cannot be had here: {reason}", inner)
{
    /// <summary>Which major.</summary>
    public int Major { get; } = major;
}
