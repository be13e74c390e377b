using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Conformance.Reports.Fixes;

namespace OpsCenter.Conformance.Reports;

/// <summary>A cause and the laws that it broke as markup.</summary>
internal static class CauseHtml
{
    public static Html Of(CauseGroup group, HowToFix fixes, Anchors anchors) =>
        Html.Of(
            $"""
            <section class="broken" data-state="broken">
            <h2>{Title(group.Cause, anchors)} <span class="meta">breaks {group.Laws.Count} {(
                group.Laws.Count == 1 ? "law" : "laws"
            )}</span></h2>
            {(
                group.Cause.Place is { } place
                    ? Html.Of($"<pre class=\"statement\">{ReadableText.Of(place.Excerpt)}</pre>\n")
                    : Html.Nothing
            )}{Html.Join(
                group.Laws.Select(law =>
                    LawHtml.Article(
                        law.Result,
                        law.Evidence,
                        group.Cause,
                        fixes,
                        anchors,
                        law.IsFirst
                    )
                )
            )}</section>

            """
        );

    private static Html Title(Cause cause, Anchors anchors) =>
        cause.Place is { } place
            ? Html.Of(
                $"<a href=\"#{anchors.Line(place.IsUp, place.FirstLine)}\">{ReadableText.Of(place.Title)}</a>"
            )
            : Html.Of($"{ReadableText.Of(cause.Title)}");
}
