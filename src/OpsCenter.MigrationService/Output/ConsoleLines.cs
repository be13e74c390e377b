using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>Writes interpolated lines: the markup of the template counts, brackets in the values are text.</summary>
internal static class ConsoleLines
{
    /// <summary>A line, or several; one that is longer than the terminal goes on below itself, and no word of it is cut.</summary>
    public static void Line(this IAnsiConsole console, FormattableString text) =>
        console.Write(new WrappedLine(Interpolated(text)));

    /// <summary>
    /// A mark and a text. A text that is longer than the line goes on below itself; no word is cut, so that a path or a name can be copied.
    /// </summary>
    /// <param name="console">Where to.</param>
    /// <param name="mark">The word in front.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="width">The columns of the mark, so that the texts of a list stand below each other.</param>
    /// <param name="text">The text.</param>
    public static void Item(
        this IAnsiConsole console,
        string mark,
        string colour,
        int width,
        string text
    ) =>
        console.Write(
            new WrappedLine(
                Interpolated($"  [{colour}]{mark.PadRight(width)}[/] {text}"),
                hang: width + 3
            )
        );

    /// <summary>A text in lines of a width that cut no word.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    private static Markup Interpolated(FormattableString text) =>
        Markup.FromInterpolated(CultureInfo.InvariantCulture, Printable(text));

    /// <summary>Names and messages come from the database: what a terminal would obey is shown, not sent.</summary>
    private static FormattableString Printable(FormattableString text) =>
        FormattableStringFactory.Create(
            text.Format,
            [
                .. text.GetArguments()
                    .Select(argument =>
                        argument is string value ? TerminalText.Printable(value) : argument
                    ),
            ]
        );
}
