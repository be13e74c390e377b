using OpsCenter.Migrations.Planning;

namespace OpsCenter.MigrationService.Output;

/// <summary>Steps of one kind, counted by the kind of object.</summary>
internal static class StepSummary
{
    /// <summary>So many tables that come or go get a line each.</summary>
    private const int MostTables = 3;

    private static readonly string[] Order =
    [
        "table",
        "column",
        "constraint",
        "index",
        "function",
        "trigger",
    ];

    /// <summary>A line for each table; one for many tables that come or go as a whole.</summary>
    public static IEnumerable<(StepKind Kind, string Text)> ByTable(
        IEnumerable<MigrationStep> steps,
        StepKind kind
    )
    {
        var tables = steps
            .Where(step => step.Kind == kind)
            .GroupBy(step => $"{step.Schema}.{step.Table}", StringComparer.Ordinal)
            .ToList();
        var whole = tables.Where(IsWhole).ToList();
        return whole.Count <= MostTables
            ? tables.Select(table => (kind, Of(table.Key, [.. table])))
            :
            [
                (
                    kind,
                    $"{Counted(whole.SelectMany(table => table))}: {string.Join(", ", whole.Select(table => table.Key))}"
                ),
                .. tables.Except(whole).Select(table => (kind, Of(table.Key, [.. table]))),
            ];
    }

    private static bool IsWhole(IEnumerable<MigrationStep> table) =>
        table.Any(step => step.ObjectKind == "table");

    /// <summary>One line, if there is any.</summary>
    public static IEnumerable<(StepKind Kind, string Text)> InAll(
        IEnumerable<MigrationStep> steps,
        StepKind kind
    ) =>
        steps.Where(step => step.Kind == kind).ToList() is { Count: > 0 } found
            ? [(kind, Counted(found))]
            : [];

    /// <summary>A number and a noun, in the plural where it is one.</summary>
    public static string Count(long number, string noun) =>
        number == 1
            ? $"1 {noun}"
            : FormattableString.Invariant($"{number} {noun}{(noun.EndsWith('x') ? "es" : "s")}");

    private static string Of(string table, IReadOnlyList<MigrationStep> steps)
    {
        var parts = steps.Where(step => step.ObjectKind != "table").ToList();
        if (parts.Count == steps.Count)
        {
            return $"{Counted(parts)} of {table}";
        }

        return parts.Count == 0 ? $"table {table}" : $"table {table} with {Counted(parts)}";
    }

    /// <summary>Such as <c>3 columns and 1 index</c>.</summary>
    public static string Counted(IEnumerable<MigrationStep> steps) =>
        Listed([
            .. steps
                .GroupBy(step => step.ObjectKind ?? "object", StringComparer.Ordinal)
                .OrderBy(group => Array.IndexOf(Order, group.Key))
                .Select(group => Count(group.Count(), group.Key)),
        ]);

    private static string Listed(IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
}
