using OpsCenter.Conformance.Laws;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Conformance.Folders;

/// <summary>The laws for a folder of migrations.</summary>
public static class FolderLaws
{
    private static readonly string[] Quick =
    [
        "applies",
        "leaves-nothing-invalid",
        "preserves-data",
        "preserves-schema",
        "reversible",
        "round-trip",
        "keeps-new-data",
        "down-after-use",
        "keeps-old-writers",
        "online",
    ];

    private static readonly string[] Engine =
    [
        "preserves-data",
        "idempotent",
        "crash-safe",
        "concurrent-safe",
        "honest-exit",
        "polite-lock-waits",
        "keeps-new-data",
    ];

    /// <summary>The laws about the rollback: without a down script there is nothing to check.</summary>
    private static readonly string[] OfDown =
    [
        "reversible",
        "down-idempotent",
        "down-on-unmigrated-is-a-no-op",
        "round-trip",
        "keeps-new-data",
        "down-after-use",
    ];

    /// <summary>The laws whose breach costs most come first: lost rows and values, then what cannot be undone.</summary>
    private static readonly string[] Worst =
    [
        "preserves-data",
        "keeps-new-data",
        "round-trip",
        "applies",
        "reversible",
        "down-after-use",
        "crash-safe",
        "atomic-or-resumable",
        "concurrent-safe",
        "honest-exit",
        "keeps-old-writers",
        "online",
        "polite-lock-waits",
        "leaves-nothing-invalid",
        "preserves-schema",
    ];

    /// <summary>What is checked in seconds: data, rollback, old programs and locks, on an undisturbed run.</summary>
    public static IReadOnlyList<Law> Fast { get; } =
    [.. AllLaws.InOrder.Where(law => Quick.Contains(law.Id, StringComparer.Ordinal))];

    /// <summary>Every law but portable, which starts servers of all majors.</summary>
    public static IReadOnlyList<Law> Full { get; } =
    [.. AllLaws.InOrder.Where(law => law.Id != "portable")];

    /// <summary>The laws that an engine keeps for scripts which break them alone.</summary>
    public static IReadOnlyList<Law> OfEngine { get; } =
    [.. AllLaws.InOrder.Where(law => Engine.Contains(law.Id, StringComparer.Ordinal))];

    /// <summary>The place of a law in a list of broken ones: the lower, the worse.</summary>
    public static int Rank(string law) =>
        Array.IndexOf(Worst, law) is var place and >= 0 ? place : Worst.Length;

    /// <summary>Those of the laws that a migration can break: without a down script, those about the rollback are left out.</summary>
    public static IReadOnlyList<Law> Of(FolderMigration migration, IReadOnlyList<Law> laws) =>
        [
            .. laws.Where(law =>
                migration.Down is not null || !OfDown.Contains(law.Id, StringComparer.Ordinal)
            ),
        ];

    /// <summary>All ids that stand here.</summary>
    internal static IEnumerable<string> Ids => [.. Quick, .. OfDown, .. Engine, .. Worst];
}
