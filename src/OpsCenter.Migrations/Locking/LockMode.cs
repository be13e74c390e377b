namespace OpsCenter.Migrations.Locking;

/// <summary>A table-level lock mode, and the modes that keep it waiting (manual, 13.3.1, table 13.2).</summary>
internal sealed record LockMode(string Name, IReadOnlyList<string> ConflictsWith)
{
    private static readonly string[] All =
    [
        "AccessShareLock",
        "RowShareLock",
        "RowExclusiveLock",
        "ShareUpdateExclusiveLock",
        "ShareLock",
        "ShareRowExclusiveLock",
        "ExclusiveLock",
        "AccessExclusiveLock",
    ];

    private static readonly LockMode[] Modes =
    [
        new("ACCESS SHARE", All[7..]),
        new("SHARE UPDATE EXCLUSIVE", All[3..]),
        new("SHARE", [All[2], All[3], .. All[5..]]),
        new("SHARE ROW EXCLUSIVE", All[2..]),
        new("ACCESS EXCLUSIVE", All),
    ];

    /// <summary>Whether it keeps writers, or everybody, out.</summary>
    public bool IsStrong => Name is "SHARE" or "SHARE ROW EXCLUSIVE" or "ACCESS EXCLUSIVE";

    /// <summary>A mode by its SQL name; one that is not listed is treated as the strongest.</summary>
    public static LockMode Of(string name) =>
        Array.Find(Modes, mode => mode.Name == name) ?? Modes[^1];

    /// <summary>
    /// The same without VACUUM, ANALYZE and index builds: those are waited for with a lock that lets readers and writers pass.
    /// </summary>
    public LockMode WithoutMaintenance() =>
        this with
        {
            ConflictsWith = [.. ConflictsWith.Where(mode => mode != "ShareUpdateExclusiveLock")],
        };
}
