using System.Text;
using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Reports;

/// <summary>
/// Text of databases and scripts in Markdown, for every report: nothing of it becomes markup, a link, a mention or a formula.
/// </summary>
public static partial class MarkdownText
{
    private const string Markup = "\\`*_[]<>#|~&!@$";

    /// <summary>Text on one line.</summary>
    public static string Escaped(string text) => Escape(OneLine(text));

    /// <summary>Text whose lines stay apart, also in a row of a table.</summary>
    public static string Lines(string text) =>
        Escape(ReadableText.Of(text)).Replace("\n", "<br>", StringComparison.Ordinal);

    /// <summary>A code span that ends with a run of more backticks than the text has.</summary>
    public static string Code(string text)
    {
        var line = OneLine(text);
        var fence = Fence(line, "`");
        return fence.Length == 1 ? $"`{line}`" : $"{fence} {line} {fence}";
    }

    /// <summary>A code span in a row of a table, where a bar ends the cell even in code.</summary>
    public static string CodeInTable(string text) =>
        Code(text).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>A block of code, in a fence that is longer than any that the text has.</summary>
    /// <param name="text">The code.</param>
    /// <param name="language">The language, for its colors.</param>
    /// <param name="margin">What stands before each line, such as the spaces of a list.</param>
    public static string Block(string text, string language, string margin = "")
    {
        var code = ReadableText.Of(text);
        var fence = Fence(code, "```");
        return string.Join(
            '\n',
            $"{fence}{language}\n{code}\n{fence}".Split('\n').Select(line => margin + line)
        );
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = Markup.Contains(letter, StringComparison.Ordinal) ? escaped.Append('\\') : escaped;
            escaped.Append(letter);
        }

        // An address would be made a link.
        escaped.Replace("://", "\\://").Replace("www.", "www\\.");
        return Leading.Replace(escaped.ToString(), "$&\\", 1);
    }

    private static string Fence(string text, string fence)
    {
        while (text.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return fence;
    }

    private static string OneLine(string text) =>
        string.Join(
            ' ',
            ReadableText
                .Of(text)
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );

    /// <summary>The place after which a list, a heading or a rule would begin at the start of a line.</summary>
    [GeneratedRegex(@"^(?=[-+=])|^[0-9]+(?=[.)](?:\s|$))")]
    private static partial Regex Leading { get; }
}
