using System.Globalization;
using System.Text;

namespace OpsCenter.Conformance.Reports;

/// <summary>Text out of a database as a reader can take it: no control character reaches a terminal, and no value fills the page.</summary>
internal static class ReadableText
{
    private const int Longest = 240;

    /// <summary>Prose of the harness or the server, which may have lines.</summary>
    public static string Of(string text) => Show(text);

    /// <summary>A value, cut if it is long; SQL that reproduces something, and other text of several lines, stays whole.</summary>
    public static string OfValue(string text) =>
        text.Length <= Longest || text.Contains('\n', StringComparison.Ordinal)
            ? Show(text)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Show(text[..Longest])}… ({text.Length} characters)"
            );

    private static string Show(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' => shown.Append('\n'),
                '\r' => shown.Append(@"\r"),
                '\t' => shown.Append('\t'),
                _ when Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF => shown.Append(
                    CultureInfo.InvariantCulture,
                    $@"\u{rune.Value:x4}"
                ),
                _ => shown.Append(rune.ToString()),
            };
        }

        return shown.ToString();
    }
}
