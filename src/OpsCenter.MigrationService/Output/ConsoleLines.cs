using System.Globalization;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>Writes interpolated lines: the markup of the template counts, brackets in the values are text.</summary>
internal static class ConsoleLines
{
    public static void Line(this IAnsiConsole console, FormattableString text) =>
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, text);

    public static void Part(this IAnsiConsole console, FormattableString text) =>
        console.MarkupInterpolated(CultureInfo.InvariantCulture, text);
}
