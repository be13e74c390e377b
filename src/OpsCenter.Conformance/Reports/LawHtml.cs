using System.Globalization;
using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Conformance.Reports.Fixes;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>A law with its verdict and evidence as markup.</summary>
internal static class LawHtml
{
    /// <summary>A law that is not kept, below a heading of the second level.</summary>
    /// <param name="result">The verdict.</param>
    /// <param name="evidence">The evidence to show.</param>
    /// <param name="cause">What broke it.</param>
    /// <param name="fixes">What to do about it.</param>
    /// <param name="anchors">The ids of the page.</param>
    /// <param name="isFirst">Whether the law does not stand in the page before.</param>
    public static Html Article(
        LawResult result,
        IReadOnlyList<Evidence> evidence,
        Cause cause,
        HowToFix fixes,
        Anchors anchors,
        bool isFirst
    ) =>
        Html.Of(
            $"""
            <article class="{VerdictMark.Class(result.Verdict)}"{(isFirst ? Html.Of($" id=\"{anchors.Law(result.Law)}\"") : Html.Nothing)}>
            <h3>{Name(result)}</h3>
            {(
                isFirst
                    ? Html.Of($"<p class=\"promise\">{result.Promise}</p>\n{About(result)}")
                    : Html.Of($"<p class=\"promise\">Broken here, too: see <a href=\"#{anchors.Law(result.Law)}\">{result.Law}</a> above.</p>\n")
            )}{Html.Join(evidence.Select(one => EvidenceHtml.Of(one, cause.Place)))}{(
                result.Verdict == Verdict.Broken
                    ? FixHtml.Of(fixes.Next(result.Law, evidence, cause))
                    : Html.Nothing
            )}{(isFirst ? Notes(result) : Html.Nothing)}</article>

            """
        );

    /// <summary>A law that is kept or has nothing to check: its name, and folded what is said of it.</summary>
    public static Html Folded(LawResult result, Anchors anchors) =>
        Html.Of(
            $"""
            <details id="{anchors.Law(result.Law)}" class="{VerdictMark.Class(result.Verdict)}">
            <summary>{Name(result)}{(
                result.Outcome.Obstacle is { } missing
                    ? Html.Of($" <span class=\"missing\">{ReadableText.Of(missing)}</span>")
                    : Html.Nothing
            )}</summary>
            <p class="promise">{result.Promise}</p>
            {Declared(result)}{Notes(result)}</details>

            """
        );

    private static Html Name(LawResult result) =>
        Html.Of(
            $"<span class=\"law\">{result.Law}</span> <span class=\"verdict\">{VerdictMark.Sign(result.Verdict)} {VerdictMark.Word(result.Verdict)}</span> <span class=\"time\">{Time(result)}</span>"
        );

    private static string Time(LawResult result) =>
        result.FromCache ? "from the cache" : Seconds(result.Duration);

    private static Html About(LawResult result) =>
        Html.Of(
            $"{Declared(result)}{(result.Outcome.Obstacle is { } obstacle ? Html.Of($"<p class=\"lines\">{ReadableText.Of(obstacle)}</p>\n") : Html.Nothing)}"
        );

    private static Html Declared(LawResult result) =>
        result.Reason is { } reason
            ? Html.Of(
                $"<p><strong>{(result.Verdict == Verdict.Holds ? "Declared, but the law holds: " : "Declared: ")}</strong>{ReadableText.Of(reason)}</p>\n"
            )
            : Html.Nothing;

    private static Html Notes(LawResult result) =>
        Html.Join(
            result
                .Outcome.Notes.Concat(
                    result.Kept.Count > 0 ? [$"Kept: {string.Join(", ", result.Kept)}"] : []
                )
                .Select(note => Html.Of($"<p class=\"note\">{ReadableText.Of(note)}</p>\n"))
        );

    public static string Seconds(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s");
}
