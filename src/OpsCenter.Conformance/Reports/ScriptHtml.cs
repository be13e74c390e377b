using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Reports;

/// <summary>A script as markup: numbered lines, those that broke laws marked and linked with them.</summary>
internal static class ScriptHtml
{
    /// <summary>A script up to this length is shown as a whole; of a longer one the lines around the marked ones, the others are folded.</summary>
    private const int Short = 60;

    private const int Context = 4;

    public static Html Of(
        SqlScript script,
        bool isUp,
        IReadOnlyList<CauseGroup> groups,
        Anchors anchors
    )
    {
        var lines = script
            .Text.Replace("\r\n", "\n", StringComparison.Ordinal)
            .TrimEnd('\n')
            .Split('\n');
        List<CauseGroup> own =
        [
            .. groups.Where(group => group.Cause.Place is { } place && place.IsUp == isUp),
        ];
        bool IsNear(int line) =>
            lines.Length <= Short
            || own.Any(group =>
                line >= group.Cause.Place!.FirstLine - Context
                && line <= group.Cause.Place.LastMarked + Context
            );
        return Html.Of(
            $"""
            <section class="plain">
            <h2>{ReadableText.Of(script.Name)} <span class="meta">the {(isUp ? "up" : "down")} script</span></h2>
            {Html.Join(
                Runs(lines.Length, IsNear)
                    .Select(run => Part(lines, run.First, run.Last, run.IsNear, isUp, own, anchors))
            )}</section>

            """
        );
    }

    /// <summary>Lines that follow each other and are shown alike.</summary>
    private static IEnumerable<(int First, int Last, bool IsNear)> Runs(
        int count,
        Func<int, bool> isNear
    )
    {
        for (int first = 1, last; first <= count; first = last + 1)
        {
            var near = isNear(first);
            last = first;
            while (last < count && isNear(last + 1) == near)
            {
                last++;
            }

            yield return (first, last, near);
        }
    }

    private static Html Part(
        string[] lines,
        int first,
        int last,
        bool isNear,
        bool isUp,
        IReadOnlyList<CauseGroup> own,
        Anchors anchors
    )
    {
        var list = Html.Of(
            $"<ol class=\"code\" start=\"{first}\">\n{Html.Join(Enumerable.Range(first, last - first + 1).Select(line => Line(lines[line - 1], line, isUp, own, anchors)))}</ol>\n"
        );
        return isNear
            ? list
            : Html.Of(
                $"<details class=\"plain\"><summary>Lines {first} to {last}</summary>\n{list}</details>\n"
            );
    }

    private static Html Line(
        string text,
        int line,
        bool isUp,
        IReadOnlyList<CauseGroup> own,
        Anchors anchors
    )
    {
        List<CauseGroup> here =
        [
            .. own.Where(group =>
                line >= group.Cause.Place!.FirstLine && line <= group.Cause.Place.LastMarked
            ),
        ];
        List<string> laws =
        [
            .. here.Where(group => group.Cause.Place!.FirstLine == line)
                .SelectMany(group => group.Laws)
                .Select(law => law.Result.Law)
                .Distinct(StringComparer.Ordinal),
        ];
        return Html.Of(
            $"<li id=\"{anchors.Line(isUp, line)}\"{(here.Count > 0 ? new Html(" class=\"broken\"") : Html.Nothing)}><code>{ReadableText.Of(text)}</code>{(laws.Count == 0 ? Html.Nothing : Html.Of($"<span class=\"breaks\">✗ breaks {Links(laws, anchors)}</span>"))}</li>\n"
        );
    }

    private static Html Links(IReadOnlyList<string> laws, Anchors anchors) =>
        Html.Join(
            laws.Select(
                (law, at) =>
                    Html.Of($"{(at == 0 ? "" : ", ")}<a href=\"#{anchors.Law(law)}\">{law}</a>")
            )
        );
}
