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
        if (report.IsVacuous)
        {
            console.Line(
                $"[red]Nothing was checked: {report.Migration} and its base have nothing that the laws are about.[/]"
            );
        }

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
        var vacuous = report.Results.Count(result => result.Verdict == Verdict.NothingToCheck);
        var checkedLaws = report.Results.Count - vacuous;
        var kept = (holding == checkedLaws, holding) switch
        {
            (true, 1) => "the one law that was checked holds",
            (true, _) => $"all {holding} laws that were checked hold",
            _ => $"{holding} of {checkedLaws} laws hold, the others are declared",
        };
        return vacuous > 0
            ? $"{kept}; for {Laws(report, Verdict.NothingToCheck)} there was nothing to check"
            : kept;
    }

    private static string Laws(ConformanceReport report, Verdict verdict) =>
        string.Join(
            ", ",
            report.Results.Where(result => result.Verdict == verdict).Select(result => result.Law)
        );
}
