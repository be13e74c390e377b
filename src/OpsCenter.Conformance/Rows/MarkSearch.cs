namespace OpsCenter.Conformance.Rows;

/// <summary>Finds values that were made in whatever text they ended up.</summary>
internal static class MarkSearch
{
    /// <summary>Whether one of the marks is in the text, and not as a part of a longer number.</summary>
    public static bool Has(string text, IReadOnlyList<string> marks) =>
        marks.Any(mark => Has(text, mark));

    private static bool Has(string text, string mark)
    {
        for (
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(mark, at + 1, StringComparison.Ordinal)
        )
        {
            var end = at + mark.Length;
            var goesOnBefore =
                char.IsAsciiDigit(mark[0]) && at > 0 && char.IsAsciiDigit(text[at - 1]);
            var goesOnBehind =
                char.IsAsciiDigit(mark[^1]) && end < text.Length && char.IsAsciiDigit(text[end]);
            if (!goesOnBefore && !goesOnBehind)
            {
                return true;
            }
        }

        return false;
    }
}
