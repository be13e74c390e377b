namespace OpsCenter.Testing.Snapshots;

/// <summary>Compares ordered lines that each stand for themselves.</summary>
internal static class SnapshotDiff
{
    /// <summary>Lines that only one side has, with - for the first and + for the second; empty if they are equal.</summary>
    public static IReadOnlyList<string> Between(
        IReadOnlyList<string> first,
        IReadOnlyList<string> second
    )
    {
        var gone = Without(first, second).Select(line => (line, sign: "- "));
        var added = Without(second, first).Select(line => (line, sign: "+ "));
        return
        [
            .. gone.Concat(added)
                .OrderBy(change => change.line, StringComparer.Ordinal)
                .ThenBy(change => change.sign == "+ ")
                .Select(change => change.sign + change.line),
        ];
    }

    /// <summary>A line that is there twice has to be there twice on the other side.</summary>
    private static IEnumerable<string> Without(
        IEnumerable<string> lines,
        IEnumerable<string> others
    )
    {
        var left = others.CountBy(line => line).ToDictionary(StringComparer.Ordinal);
        return lines.Where(line =>
        {
            if (left.GetValueOrDefault(line) == 0)
            {
                return true;
            }

            left[line]--;
            return false;
        });
    }
}
