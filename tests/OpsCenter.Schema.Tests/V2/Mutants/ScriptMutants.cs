using System.Globalization;
using System.Text;
using OpsCenter.Conformance.Scripts;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>
/// All mutants of a script that is one DO statement: each statement of its body removed, each condition made always and never true, each
/// row of a list of what is wanted removed.
/// </summary>
internal static class ScriptMutants
{
    private const int KeyLength = 140;
    private const string Reached = "mutants: reached";

    public static IReadOnlyList<Mutant> Of(SqlScript script)
    {
        var (start, body) = Body(script);
        return
        [
            .. BodyCuts
                .Find(new SqlScript(script.Name, body))
                .Select(cut =>
                    cut with
                    {
                        Anchor = cut.Anchor + start,
                        Start = cut.Start + start,
                        End = cut.End + start,
                    }
                )
                .OrderBy(cut => cut.Start)
                .ThenBy(cut => cut.Change, StringComparer.Ordinal)
                .Select(cut => Make(script, cut))
                .GroupBy(mutant => mutant.Key, StringComparer.Ordinal)
                .SelectMany(same =>
                    same.Select((mutant, at) => mutant with { Occurrence = at + 1 })
                ),
        ];
    }

    /// <summary>The script, which says of each statement by a notice that it is reached.</summary>
    public static SqlScript Traced(SqlScript script)
    {
        var text = new StringBuilder(script.Text);
        foreach (
            var anchor in Of(script).Select(mutant => mutant.Anchor).Distinct().OrderDescending()
        )
        {
            text.Insert(
                anchor,
                FormattableString.Invariant(
                    $"raise notice '{script.Name[..7]} {Reached} {anchor}'; "
                )
            );
        }

        return script with
        {
            Text = text.ToString(),
        };
    }

    /// <summary>The places that a traced script says to have reached.</summary>
    public static IEnumerable<int> Anchors(IEnumerable<string> notices) =>
        from notice in notices
        where notice.Contains(Reached, StringComparison.Ordinal)
        select int.Parse(notice.AsSpan(notice.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);

    private static Mutant Make(SqlScript script, Cut cut)
    {
        var original = string.Join(
            ' ',
            script
                .Text[cut.Start..cut.End]
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        return new Mutant(
            script with
            {
                Text = script.Text[..cut.Start] + cut.Replacement + script.Text[cut.End..],
            },
            cut.Anchor,
            script.Text.AsSpan(0, cut.Start).Count('\n') + 1,
            cut.Change,
            original.Length <= KeyLength ? original : original[..KeyLength]
        );
    }

    /// <summary>The text between the dollar quotes of the DO.</summary>
    private static (int Start, string Body) Body(SqlScript script)
    {
        var lexer = new SqlLexer(script);
        while (lexer.Next() is { } token)
        {
            var text = script.Text[token.Start..token.End];
            if (token.Kind == TokenKind.Other && text.StartsWith('$'))
            {
                var tag = text.IndexOf('$', 1) + 1;
                return (token.Start + tag, text[tag..^tag]);
            }
        }

        throw new InvalidOperationException($"{script.Name} has no body.");
    }
}
