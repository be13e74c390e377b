namespace OpsCenter.Conformance.Laws;

/// <summary>Every law there is.</summary>
public static class AllLaws
{
    /// <summary>In the order in which reports list them.</summary>
    public static IReadOnlyList<Law> InOrder { get; } =
    [
        new Applies(),
        new LeavesNothingInvalid(),
        new Idempotent(),
        new PreservesData(),
        new PreservesSchema(),
        new Reversible(),
        new AtomicOrResumable(),
        new CrashSafe(),
        new NestsInATransaction(),
        new ConcurrentSafe(),
        new HonestExit(),
    ];

    /// <summary>The law of an id, or null.</summary>
    public static Law? Find(string id) => InOrder.FirstOrDefault(law => law.Id == id);
}
