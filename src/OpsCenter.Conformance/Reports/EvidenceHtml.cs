using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>An observation as markup: what was seen, by which statement, and values before and after.</summary>
internal static class EvidenceHtml
{
    /// <param name="evidence">The observation.</param>
    /// <param name="place">The statement that stands above it already, or null.</param>
    public static Html Of(Evidence evidence, ScriptPlace? place)
    {
        var (text, rows) = ValueChange.InText(evidence.Text);
        var (changes, others) = ValueChange.In(evidence.Samples);
        List<string> samples = [.. others.Where(sample => sample != evidence.Statement)];
        return Html.Of(
            $"""
            <div class="evidence">
            <p>{ReadableText.Of(text)}</p>
            {(
                evidence.Statement is { } statement && place?.IsOf(statement) != true
                    ? Html.Of($"<pre class=\"statement\">{ReadableText.Of(statement)}</pre>\n")
                    : Html.Nothing
            )}{Table([.. rows, .. changes])}{(
                samples.Count > 0
                    ? Html.Of(
                        $"<ul class=\"samples\">{Html.Join(samples.Select(sample => Html.Of($"<li><code>{ReadableText.OfValue(sample)}</code></li>")))}</ul>\n"
                    )
                    : Html.Nothing
            )}</div>

            """
        );
    }

    private static Html Table(IReadOnlyList<ValueChange> changes) =>
        changes.Count == 0
            ? Html.Nothing
            : Html.Of(
                $"""
                <table class="changes">
                <thead><tr><th scope="col">before</th><th scope="col">after</th></tr></thead>
                <tbody>
                {Html.Join(changes.Select(Row))}</tbody>
                </table>

                """
            );

    private static Html Row(ValueChange change)
    {
        var before = change.Before is { } was ? ReadableText.OfValue(was) : null;
        var after = change.After is { } now ? ReadableText.OfValue(now) : null;
        var (start, end) =
            before is null || after is null ? (0, 0) : ValueChange.Common(before, after);
        return Html.Of(
            $"<tr><td data-label=\"before\">{Value(before, "del", start, end)}</td><td data-label=\"after\">{Value(after, "ins", start, end)}</td></tr>\n"
        );
    }

    private static Html Value(string? text, string element, int start, int end)
    {
        if (text is null)
        {
            return new Html("<span class=\"absent\">not there</span>");
        }

        var changed = text[start..^end];
        return Html.Of(
            $"<code>{text[..start]}{(changed.Length == 0 ? Html.Nothing : Html.Of($"{new Html($"<{element}>")}{changed}{new Html($"</{element}>")}"))}{text[^end..]}</code>"
        );
    }
}
