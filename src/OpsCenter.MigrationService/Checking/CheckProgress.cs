using OpsCenter.Conformance.Reports;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.MigrationService.Output;
using Spectre.Console;

namespace OpsCenter.MigrationService.Checking;

/// <summary>Prints each verdict of a check as it is found, with its evidence.</summary>
internal sealed class CheckProgress(IAnsiConsole console) : IProgress<LawResult>
{
    /// <summary>Of the longest verdict.</summary>
    private const int Width = 16;

    /// <summary>
    /// On standard output, before the sum. With --json that belongs to the document: then on standard error, if somebody looks.
    /// </summary>
    public static CheckProgress? Create(bool json) =>
        Terminal(json) is { } console ? new CheckProgress(console) : null;

    /// <summary>Where verdicts are printed as they are found; null for nowhere.</summary>
    public static IAnsiConsole? Terminal(bool json) =>
        json
            ? Console.IsErrorRedirected
                ? null
                : ResultOutput.Terminal(Console.Error, redirected: false)
            : ResultOutput.Terminal(Console.Out, Console.IsOutputRedirected);

    public void Begin(CheckRequest request, IReadOnlyList<int> majors)
    {
        console.Line(
            $"{request.Pair.Name}: {request.Laws.Count} {(request.Laws.Count == 1 ? "law" : "laws")} on PostgreSQL {MajorList.Text(majors)}, seed {request.Seed}."
        );
        foreach (var note in request.Notes)
        {
            console.Line($"{note}");
        }
    }

    public void Report(LawResult value)
    {
        var word = TextReport.WordOf(value.Verdict);
        console.Line(
            $"  [{Colour(value.Verdict)}]{word, -Width}[/] {value.Law} [dim]({value.Duration.TotalSeconds:0.0} s)[/]"
        );
        foreach (var line in TextReport.Details(value))
        {
            console.Line($"{"", Width} {line}");
        }
    }

    private static string Colour(Verdict verdict) =>
        verdict switch
        {
            Verdict.Holds => "green",
            Verdict.Broken => "red",
            _ => "yellow",
        };
}
