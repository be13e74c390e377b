using OpsCenter.Conformance.Majors;

namespace OpsCenter.Conformance.Laws;

/// <summary>How far laws look. The defaults are meant for every day; more bases find more.</summary>
public sealed record LawOptions
{
    /// <summary>polite-lock-waits: how long another session may wait because of a script.</summary>
    public TimeSpan LockWaitLimit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>any-base: how many bases are tried beside the given one.</summary>
    public int Bases { get; init; } = 12;

    /// <summary>portable: the majors that must do the same.</summary>
    public IReadOnlyList<int> Majors { get; init; } = [13, 14, 15, 16, 17, 18];

    /// <summary>portable: where servers of other majors come from; null starts embedded ones, which end with the process.</summary>
    public IMajorServers? Servers { get; init; }

    /// <summary>portable: whether a major that cannot be had keeps the law from being checked; otherwise it is a note.</summary>
    public bool DemandsEveryMajor { get; init; }
}
