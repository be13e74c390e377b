using System.Globalization;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.Output;
using Spectre.Console;

namespace OpsCenter.MigrationService.Progress;

/// <summary>A terminal: reports stay as lines, and below them one line updates with the step that is running.</summary>
/// <param name="console">Where the lines go.</param>
/// <param name="writer">The same terminal, for what moves its cursor.</param>
internal sealed class LiveProgress(IAnsiConsole console, TextWriter writer) : IProgressScreen
{
    /// <summary>To the first column, and erase the line.</summary>
    private const string Erase = "\r\u001b[2K";

    private const int BarWidth = 12;

    private bool _isShown;
    private RunningStep? _step;

    /// <summary>Plain lines where the terminal cannot move its cursor.</summary>
    public static IProgressScreen On(TextWriter writer)
    {
        var console = ResultOutput.Terminal(writer, redirected: false);
        return console.Profile.Capabilities.Ansi
            ? new LiveProgress(console, writer)
            : new PlainProgress(console);
    }

    public void Show(MigrationProgress report)
    {
        if (report.IsState && _step is { } step)
        {
            // The line that is there goes on, with what is known now.
            Show(step with { Name = report.Message.Trim(), Percent = report.Percent });
            return;
        }

        EndStep();
        if (report.IsState)
        {
            WriteLive($"     {report.Message.Trim()}");
        }
        else
        {
            console.Line($"[dim]{report.Message}[/]");
        }
    }

    public void Show(RunningStep step)
    {
        _step = step;
        var seconds = step.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        var left = step.Left is { } rest
            ? string.Create(CultureInfo.InvariantCulture, $", {DurationText.Rough(rest)} left")
            : "";
        WriteLive(
            // A name that is cut may be long; the time is always seen.
            $"     {(step.Percent is { } percent ? Bar(percent) : "")}{seconds} s{left}: {step.Name}"
        );
    }

    public void EndStep()
    {
        _step = null;
        if (_isShown)
        {
            writer.Write(Erase);
            writer.Flush();
            _isShown = false;
        }
    }

    /// <summary>A line that the terminal would wrap could not be erased: it is cut.</summary>
    private void WriteLive(string text)
    {
        var line = TerminalText.Printable(text).ReplaceLineEndings(" ");
        // Room for the ^C that a terminal shows.
        var width = Math.Max(1, console.Profile.Width - 3);
        writer.Write(Erase + (line.Length > width ? line[..width] : line));
        writer.Flush();
        _isShown = true;
    }

    private static string Bar(double percent)
    {
        var done = (int)Math.Clamp(percent / 100 * BarWidth, 0, BarWidth);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{new string('#', done)}{new string('-', BarWidth - done)}] {percent:0} %, "
        );
    }
}
