using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests.Sweeps;

/// <summary>How much is tried: a sample that differs from class to class, or everything.</summary>
internal static class Effort
{
    /// <summary>Set to 1, every boundary is tried with every disturbance.</summary>
    public const string Variable = "OPSCENTER_TEST_FULL";

    /// <summary>Whether everything is wanted.</summary>
    public static bool IsFull { get; } =
        string.Equals(Environment.GetEnvironmentVariable(Variable), "1", StringComparison.Ordinal);

    /// <summary>All boundaries, or every one that is the offset away from a multiple of the stride.</summary>
    public static IEnumerable<int> Sample(
        IReadOnlyList<Boundary> boundaries,
        int stride,
        int offset
    ) =>
        boundaries
            .Select(boundary => boundary.Ordinal)
            .Where(ordinal => IsFull || ordinal % stride == offset % stride);

    /// <summary>The same, and every commit.</summary>
    public static IEnumerable<int> SampleWithCommits(
        IReadOnlyList<Boundary> boundaries,
        int stride,
        int offset
    ) =>
        Sample(boundaries, stride, offset)
            .Union(
                boundaries.Where(boundary => boundary.IsCommit).Select(commit => commit.Ordinal)
            );
}
