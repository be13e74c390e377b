namespace OpsCenter.Conformance.Writers;

/// <summary>Rows as text. The values of columns that vary from run to run are left out of it.</summary>
internal sealed class RowLines
{
    private const string Varying = "(varies)";
    private const string Hidden = "…";
    private const int MaximumShown = 8;

    private readonly HashSet<int> _varying;

    private RowLines(HashSet<int> varying) => _varying = varying;

    /// <summary>The columns that differ between two copies of the base vary.</summary>
    public static RowLines Stable(
        IReadOnlyList<IReadOnlyList<string?>> first,
        IReadOnlyList<IReadOnlyList<string?>> second
    ) =>
        new([
            .. Enumerable
                .Range(0, first.Count == 0 ? 0 : first[0].Count)
                .Where(at =>
                    !Values(first, at).SequenceEqual(Values(second, at), StringComparer.Ordinal)
                ),
        ]);

    public bool Varies(int at) => _varying.Contains(at);

    /// <param name="rows">The rows.</param>
    /// <param name="isOrdered">Whether their order counts; otherwise the lines are sorted.</param>
    public IReadOnlyList<string> Of(IReadOnlyList<IReadOnlyList<string?>> rows, bool isOrdered)
    {
        var lines = rows.Select(row => Of(row));
        return [.. isOrdered ? lines : lines.Order(StringComparer.Ordinal)];
    }

    /// <param name="row">The row.</param>
    /// <param name="hidden">The places that are not shown.</param>
    public string Of(IReadOnlyList<string?> row, HashSet<int>? hidden = null)
    {
        var shown = new List<string>();
        for (var at = 0; at < row.Count; at++)
        {
            if (hidden?.Contains(at) != true)
            {
                shown.Add(Varies(at) ? Varying : row[at] ?? "NULL");
            }
            else if (shown.Count == 0 || shown[^1] != Hidden)
            {
                shown.Add(Hidden);
            }
        }

        return $"({string.Join(", ", shown)})";
    }

    /// <summary>The rows without those of the lines. Each line removes one row.</summary>
    public List<IReadOnlyList<string?>> Without(
        IReadOnlyList<IReadOnlyList<string?>> rows,
        IReadOnlyList<string> lines
    )
    {
        var left = lines
            .CountBy(line => line, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return
        [
            .. rows.Where(row =>
            {
                var line = Of(row);
                if (left.GetValueOrDefault(line) == 0)
                {
                    return true;
                }

                left[line]--;
                return false;
            }),
        ];
    }

    /// <summary>The places where two wide rows are equal: they would hide the others. None if the rows are short.</summary>
    public static HashSet<int> EqualPlaces(
        IReadOnlyList<string?> one,
        IReadOnlyList<string?> other
    ) =>
        one.Count > MaximumShown && other.Count == one.Count
            ? [.. Enumerable.Range(0, one.Count).Where(at => one[at] == other[at])]
            : [];

    private static IEnumerable<string?> Values(
        IReadOnlyList<IReadOnlyList<string?>> rows,
        int at
    ) => rows.Select(row => row[at]).Order(StringComparer.Ordinal);
}
