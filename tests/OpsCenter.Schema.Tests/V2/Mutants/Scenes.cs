namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>What the field has to offer, a scene for each way through the scripts.</summary>
internal static class Scenes
{
    /// <summary>In the order in which most mutants show themselves.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        .. UsualScenes.All,
        .. PairScenes.All,
        .. FoundScenes.All,
        .. RefusedScenes.All,
        .. OnlineScenes.All,
        .. RollbackScenes.All,
    ];

    public static IReadOnlyDictionary<string, string> Set(params string[] namesAndValues) =>
        namesAndValues
            .Chunk(2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
