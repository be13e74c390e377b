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
            {Html.Join(report.Results.Select(result => Square(result, Anchors.Single)))}</ol>
            <fieldset class="filter">
            <legend>Show</legend>
            {Html.Join(VerdictMark.InOrder.Select(verdict => Choice(report, verdict)))}</fieldset>
            </nav>

            """
        );

    /// <summary>The squares of one of several pairs of a page, which has no filter.</summary>
    /// <param name="report">The verdicts.</param>
    /// <param name="title">What the pair is called.</param>
    /// <param name="anchors">The ids of its laws.</param>
    public static Html Of(ConformanceReport report, string title, Anchors anchors) =>
        Html.Of(
            $"""
            <nav aria-label="Laws of {title}">
            <ol class="squares">
            {Html.Join(report.Results.Select(result => Square(result, anchors)))}</ol>
            </nav>

            """
        );

    private static Html Square(LawResult result, Anchors anchors)
    {
        var title = $"{result.Law}: {VerdictMark.Word(result.Verdict)}";
        var state = VerdictMark.Class(result.Verdict);
        return Html.Of(
            $"<li class=\"{state}\" data-state=\"{state}\"><a href=\"#{anchors.Law(result.Law)}\" title=\"{title}\" aria-label=\"{title}\">{VerdictMark.Sign(result.Verdict)}</a></li>\n"
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
