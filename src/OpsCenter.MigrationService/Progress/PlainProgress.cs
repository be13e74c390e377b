using System.Globalization;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.Output;
using Spectre.Console;

namespace OpsCenter.MigrationService.Progress;

/// <summary>Lines for a file or a pipe: each report, and now and then that a step is still running.</summary>
internal sealed class PlainProgress(IAnsiConsole console) : IProgressScreen
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private TimeSpan _next = First;
    private MigrationProgress? _sample;

    public void Show(MigrationProgress report)
    {
        if (report.IsSample)
        {
            // Told with the time, now and then.
            _sample = report;
            return;
        }

        _sample = null;
        console.Line($"[dim]{report.Message}[/]");
    }

    public void Show(RunningStep step)
    {
        if (step.Elapsed < _next)
        {
            return;
        }

        _next += _next < Longest ? _next : Longest;
        console.Line(
            $"[dim]     {_sample?.Message ?? step.Name}: {Percent(_sample)}running for {step.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s[/]"
        );
    }

    public void EndStep()
    {
        _next = First;
        _sample = null;
    }

    private static string Percent(MigrationProgress? sample) =>
        sample?.Percent is { } percent
            ? string.Create(CultureInfo.InvariantCulture, $"{percent:0} %, ")
            : "";
}
