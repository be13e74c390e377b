using System.Globalization;
using System.Text;

namespace OpsCenter.MigrationService.Output;

/// <summary>Text as a terminal may get it.</summary>
internal static class TerminalText
{
    /// <summary>
    /// Control characters and those that turn the direction of writing as <c>\u001B</c>: an identifier could move the cursor, hide lines or set the
    /// window's title. Line breaks and tabs stay.
    /// </summary>
    public static string Printable(string text)
    {
        if (!text.Any(IsObeyed))
        {
            return text;
        }

        var printable = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (IsObeyed(character))
            {
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                printable.Append(character);
            }
        }

        return printable.ToString();
    }

    private static bool IsObeyed(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\t'))
        || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
