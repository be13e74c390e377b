using OpsCenter.Conformance.Majors;

namespace OpsCenter.Conformance.Laws;

/// <summary>Limits of the checks. The defaults suit a daily run; more bases find more.</summary>
public sealed record LawOptions
{
    /// <summary>polite-lock-waits: how long a script may make another session wait.</summary>
    public TimeSpan LockWaitLimit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>any-base: the number of random bases to try.</summary>
    public int Bases { get; init; } = 12;

    /// <summary>portable: the majors to compare.</summary>
    public IReadOnlyList<int> Majors { get; init; } = [13, 14, 15, 16, 17, 18];

    /// <summary>
    /// portable: the source of servers of other majors. By default embedded servers, which stop with the process.
    /// </summary>
    public IMajorServers? Servers { get; init; }

    /// <summary>
    /// portable: whether an unavailable major makes the verdict "not checked". By default it is only a note.
    /// </summary>
    public bool RequireEveryMajor { get; init; }
}
