using System.Globalization;
using System.Runtime.CompilerServices;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>Writes interpolated lines: the markup of the template counts, brackets in the values are text.</summary>
internal static class ConsoleLines
{
    public static void Line(this IAnsiConsole console, FormattableString text) =>
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, Printable(text));

    public static void Part(this IAnsiConsole console, FormattableString text) =>
        console.MarkupInterpolated(CultureInfo.InvariantCulture, Printable(text));

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
