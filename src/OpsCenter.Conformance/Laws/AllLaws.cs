namespace OpsCenter.Conformance.Laws;

/// <summary>The list of laws.</summary>
public static class AllLaws
{
    /// <summary>All laws with default options, in the order of reports.</summary>
    public static IReadOnlyList<Law> InOrder { get; } = With(new LawOptions());

    /// <summary>All laws with the given options.</summary>
    public static IReadOnlyList<Law> With(LawOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return
        [
            new Applies(),
            new LeavesNothingInvalid(),
            new Idempotent(),
            new PreservesData(),
            new PreservesSchema(),
            new Reversible(),
            new DownIdempotent(),
            new DownOnUnmigrated(),
            new RoundTrip(),
            new KeepsNewData(),
            new DownAfterUse(),
            new KeepsOldWriters(),
            new SettingsProof(),
            new AtomicOrResumable(),
            new CrashSafe(),
            new NestsInATransaction(),
            new ConcurrentSafe(),
            new HonestExit(),
            new LeastPrivilege(),
            new SearchPathProof(),
            new NameProof(),
            new Online(),
            new PoliteLockWaits(options.LockWaitLimit),
            new Portable(options),
            new AnyBase(options.Bases),
        ];
    }

    /// <summary>The law with the id, or null.</summary>
    public static Law? Find(string id) => InOrder.FirstOrDefault(law => law.Id == id);
}
