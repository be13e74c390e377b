namespace OpsCenter.Conformance.Locks;

/// <summary>The names of lock modes in SQL.</summary>
internal static class LockModeNames
{
    public static string InWords(this LockMode mode) =>
        mode switch
        {
            LockMode.Share => "SHARE",
            LockMode.ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            LockMode.Exclusive => "EXCLUSIVE",
            _ => "ACCESS EXCLUSIVE",
        };
}
