using System.Globalization;
using System.Text;

namespace OpsCenter.Conformance.Reports;

/// <summary>Makes text from a database safe to print: escapes control characters and shortens long values.</summary>
internal static class ReadableText
{
    private const int MaximumLength = 240;

    /// <summary>A message of the harness or the server. It can have several lines.</summary>
    public static string Of(string text) => Show(text);

    /// <summary>
    /// A value, shortened if it is long. Text with several lines, such as SQL to reproduce a failure, is not shortened.
    /// </summary>
    public static string OfValue(string text) =>
        text.Length <= MaximumLength || text.Contains('\n', StringComparison.Ordinal)
            ? Show(text)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Show(text[..MaximumLength])}… ({text.Length} characters)"
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
                _ when IsObeyed(rune) => shown.Append(
                    CultureInfo.InvariantCulture,
                    $@"\u{rune.Value:x4}"
                ),
                _ => shown.Append(rune.ToString()),
            };
        }

        return shown.ToString();
    }

    /// <summary>Control characters, what XML refuses, and what changes the direction of the text that follows.</summary>
    private static bool IsObeyed(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is 0xFFFE or 0xFFFF
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
