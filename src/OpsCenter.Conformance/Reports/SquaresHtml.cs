using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>All laws at a glance: a square each, in their usual order, and below them what the signs mean. That is a filter, too.</summary>
internal static class SquaresHtml
{
    public static Html Of(ConformanceReport report) =>
        Html.Of(
            $"""
            <nav aria-label="Laws">
            <ol class="squares">
            {Html.Join(report.Results.Select(Square))}</ol>
            <fieldset class="filter">
            <legend>Show</legend>
            {Html.Join(VerdictMark.InOrder.Select(verdict => Choice(report, verdict)))}</fieldset>
            </nav>

            """
        );

    private static Html Square(LawResult result)
    {
        var title = $"{result.Law}: {VerdictMark.Word(result.Verdict)}";
        var state = VerdictMark.Class(result.Verdict);
        return Html.Of(
            $"<li class=\"{state}\" data-state=\"{state}\"><a href=\"#{result.Law}\" title=\"{title}\" aria-label=\"{title}\">{VerdictMark.Sign(result.Verdict)}</a></li>\n"
        );
    }

    /// <summary>The style sheet hides what is not chosen: no script is needed.</summary>
    private static Html Choice(ConformanceReport report, Verdict verdict)
    {
        var count = report.Results.Count(result => result.Verdict == verdict);
        var state = VerdictMark.Class(verdict);
        return count == 0
            ? Html.Nothing
            : Html.Of(
                $"<label class=\"{state}\"><input type=\"checkbox\" id=\"show-{state}\" checked> <span class=\"sign\" aria-hidden=\"true\">{VerdictMark.Sign(verdict)}</span> {count} {(verdict == Verdict.Holds && count > 1 ? "hold" : VerdictMark.Word(verdict))}</label>\n"
            );
    }
}
