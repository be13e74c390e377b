namespace OpsCenter.Conformance.Locks;

/// <summary>How the manual writes lock modes.</summary>
internal static class LockStrengthNames
{
    public static string InWords(this LockStrength strength) =>
        strength switch
        {
            LockStrength.Share => "SHARE",
            LockStrength.ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            LockStrength.Exclusive => "EXCLUSIVE",
            _ => "ACCESS EXCLUSIVE",
        };
}
