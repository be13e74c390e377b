using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Reports;

/// <summary>How to fix a law, as markup; text in backticks is code.</summary>
internal static partial class FixHtml
{
    public static Html Of(IReadOnlyList<string> paragraphs) =>
        paragraphs.Count == 0
            ? Html.Nothing
            : Html.Of(
                $"""
                <div class="fix">
                <h4>How to fix it</h4>
                {Html.Join(paragraphs.Select(text => Html.Of($"<p>{Inline(text)}</p>\n")))}</div>

                """
            );

    private static Html Inline(string text) =>
        Html.Join(
            Code.Split(text)
                .Select(
                    (part, at) => at % 2 == 1 ? Html.Of($"<code>{part}</code>") : Html.Of($"{part}")
                )
        );

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code { get; }
}
