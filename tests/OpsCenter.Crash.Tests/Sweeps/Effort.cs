using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests.Sweeps;

/// <summary>How much is tried: a sample that differs from class to class, or everything.</summary>
internal static class Effort
{
    /// <summary>All boundaries, or every one that is the offset away from a multiple of the stride.</summary>
    public static IEnumerable<int> Sample(
        IReadOnlyList<Boundary> boundaries,
        int stride,
        int offset
    ) =>
        boundaries
            .Select(boundary => boundary.Ordinal)
            .Where(ordinal => TestRun.IsFull || ordinal % stride == offset % stride);

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
