namespace OpsCenter.Conformance.Rows;

/// <summary>Finds generated values in other text by their marks.</summary>
internal static class MarkSearch
{
    /// <summary>Whether the text contains one of the marks, and not as part of a longer number.</summary>
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
            var continuesBefore =
                char.IsAsciiDigit(mark[0]) && at > 0 && char.IsAsciiDigit(text[at - 1]);
            var continuesAfter =
                char.IsAsciiDigit(mark[^1]) && end < text.Length && char.IsAsciiDigit(text[end]);
            if (!continuesBefore && !continuesAfter)
            {
                return true;
            }
        }

        return false;
    }
}
