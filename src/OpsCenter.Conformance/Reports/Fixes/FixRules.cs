namespace OpsCenter.Conformance.Reports.Fixes;

/// <summary>What is right for a case, where that is less or more than what the page of a law says.</summary>
internal static class FixRules
{
    /// <summary>The rules; the first that fits counts.</summary>
    public static IReadOnlyList<FixRule> InOrder { get; } =
    [.. RepeatedRunFixes.All, .. DataFixes.All, .. LockFixes.All, .. ProgramFixes.All];
}
