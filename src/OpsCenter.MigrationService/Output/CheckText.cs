using OpsCenter.Conformance.Verdicts;
using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>The sum of a check in words: the verdicts themselves were told as they were found.</summary>
internal static class CheckText
{
    public static void Write(IAnsiConsole console, ConformanceReport report)
    {
        var declared = Laws(report, Verdict.Declared);
        if (declared.Length > 0)
        {
            console.Line($"[yellow]It does not promise {declared}.[/]");
        }

        if (report.Conforms)
        {
            console.Line(
                $"[green]{report.Migration} conforms[/]: {Kept(report)} ({report.Duration.TotalSeconds:0.0} s)."
            );
            return;
        }

        var broken = Laws(report, Verdict.Broken);
        var unchecked_ = Laws(report, Verdict.NotChecked);
        if (broken.Length > 0)
        {
            console.Line($"[red]{report.Migration} does not conform. Broken: {broken}.[/]");
        }

        if (unchecked_.Length > 0)
        {
            console.Line($"[red]Not checked, so that nobody knows: {unchecked_}.[/]");
        }
    }

    private static string Kept(ConformanceReport report)
    {
        var holding = report.Results.Count(result => result.Verdict == Verdict.Holds);
        return (holding == report.Results.Count, holding) switch
        {
            (true, 1) => "the one law that was checked holds",
            (true, _) => $"all {holding} laws that were checked hold",
            _ => $"{holding} of {report.Results.Count} laws hold, the others are declared",
        };
    }

    private static string Laws(ConformanceReport report, Verdict verdict) =>
        string.Join(
            ", ",
            report.Results.Where(result => result.Verdict == verdict).Select(result => result.Law)
        );
}
