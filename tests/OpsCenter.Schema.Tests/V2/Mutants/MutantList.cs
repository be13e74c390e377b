namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>
/// mutants.txt: what becomes of each mutant, one a line: the mutant, a tab, and the scene that tells it from the script, or <c>=</c> and
/// why nothing can, or <c>?</c> if it has not been judged yet. A full run writes the scenes anew; the reasons are written by hand.
/// </summary>
internal static class MutantList
{
    private const string Equivalent = "= ";
    private const string Unjudged = "?";

    private static readonly string Path = WorkingCopy.PathOf(
        "tests",
        "OpsCenter.Schema.Tests",
        "V2",
        "Mutants",
        "mutants.txt"
    );

    /// <summary>The scenes, or the reasons, by <see cref="Mutant.Key"/>.</summary>
    public static IReadOnlyDictionary<string, string> Read() =>
        File.ReadLines(Path)
            .Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    public static bool IsJudged(string fate) => fate != Unjudged;

    /// <summary>The scene that tells the mutant; null if it is equivalent to the script, or not judged yet.</summary>
    public static Scene? SceneOf(string fate) =>
        !IsJudged(fate) || fate.StartsWith(Equivalent, StringComparison.Ordinal)
            ? null
            : Scenes.All.Single(scene => scene.Name == fate);

    /// <summary>
    /// Replaces what the list says of these mutants; of those that survive, nothing is said. What is no mutant of the script any more
    /// is left out.
    /// </summary>
    public static void Write(
        string script,
        IReadOnlySet<string> mutants,
        IReadOnlyDictionary<string, string> fates
    )
    {
        var all = new SortedDictionary<string, string>(
            Read()
                .Where(fate =>
                    !fate.Key.StartsWith($"{script},", StringComparison.Ordinal)
                    || mutants.Contains(fate.Key)
                )
                .ToDictionary(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        foreach (var (key, fate) in fates)
        {
            all[key] = fate;
        }

        File.WriteAllLines(Path, all.Select(fate => $"{fate.Key}\t{fate.Value}"));
    }
}
