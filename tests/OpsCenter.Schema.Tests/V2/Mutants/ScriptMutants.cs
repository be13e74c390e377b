using System.Globalization;
using System.Text;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>
/// All mutants of a script that is one DO statement: each statement of its body removed, each condition made always and never true, each
/// row of a list of what is wanted removed.
/// </summary>
internal static class ScriptMutants
{
    private const int KeyLength = 140;
    private const string Seen = "mutants: seen";

    public static IReadOnlyList<Mutant> Of(SqlScript script) =>
        [
            .. Cuts(script)
                .OrderBy(cut => cut.Start)
                .ThenBy(cut => cut.Change, StringComparer.Ordinal)
                .Select(cut => Make(script, cut))
                .GroupBy(mutant => mutant.Key, StringComparer.Ordinal)
                .SelectMany(same =>
                    same.Select((mutant, at) => mutant with { Occurrence = at + 1 })
                ),
        ];

    /// <summary>The script, which tells by notices which statements it reaches, and what its conditions come to.</summary>
    public static SqlScript Traced(SqlScript script)
    {
        var cuts = Cuts(script);
        var statements = cuts.Select(cut => cut.Anchor)
            .Distinct()
            .Select(anchor => (At: anchor, Text: Say(script, anchor)));
        // In parentheses, or PL/pgSQL would take the THEN for that of its IF.
        var conditions = cuts.Where(cut => cut.Change == Cut.Always)
            .SelectMany(cut =>
                new[]
                {
                    (At: cut.Start, Text: "(case when ("),
                    (
                        At: cut.End,
                        Text: $") then {Note(cut.Start, true)} else {Note(cut.Start, false)} end)"
                    ),
                }
            );
        var text = new StringBuilder(script.Text);
        foreach (
            var (at, inserted) in statements
                .Concat(conditions)
                .OrderByDescending(insert => insert.At)
        )
        {
            text.Insert(at, inserted);
        }

        // What the last conditions came to.
        text.Append(
            FormattableString.Invariant(
                $"\ndo $seen$ begin {Say(script, script.Text.Length)}end $seen$;\n"
            )
        );
        return script with { Text = text.ToString() };
    }

    /// <summary>What traced scripts say to have seen.</summary>
    public static IEnumerable<string> Sights(IEnumerable<string> notices) =>
        notices
            .Select(notice => (Text: notice, At: notice.IndexOf(Seen, StringComparison.Ordinal)))
            .Where(notice => notice.At >= 0)
            .SelectMany(notice =>
                notice
                    .Text[(notice.At + Seen.Length)..]
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            );

    /// <summary>A notice of the place, and of all that conditions have come to so far.</summary>
    private static string Say(SqlScript script, int anchor) =>
        FormattableString.Invariant(
            $"raise notice '{script.Name[..7]} {Seen} {anchor} %', current_setting('mutants.seen', true); "
        );

    /// <summary>An expression of this value that notes it, once, in a setting: an expression has no other way to say something.</summary>
    private static string Note(int condition, bool value)
    {
        var sight = ConditionSight(condition, value);
        const string Noted = "coalesce(current_setting('mutants.seen', true), '')";
        var note =
            $"(strpos({Noted}, '{sight} ') > 0 or set_config('mutants.seen', {Noted} || '{sight} ', false) is not null)";
        return value ? note : $"not {note}";
    }

    private static string ConditionSight(int condition, bool value) =>
        FormattableString.Invariant($"{condition}:{value}");

    private static List<Cut> Cuts(SqlScript script)
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
                ),
        ];
    }

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
            cut.Change == Cut.Removed
                ? cut.Anchor.ToString(CultureInfo.InvariantCulture)
                : ConditionSight(cut.Start, cut.Change == Cut.Never),
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
