using System.Text.RegularExpressions;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Reports.Causes;

/// <summary>A statement with its place, and the places of the statements within its block.</summary>
internal sealed partial class PlacedStatement
{
    private readonly string _script;
    private readonly bool _isUp;

    public PlacedStatement(SqlScript script, bool isUp, SqlStatement statement)
    {
        (_script, _isUp, Statement) = (script.Name, isUp, statement);
        Whole = PlaceOf(statement.Line, statement.Text);
        Parts = Block.IsMatch(statement.Text) ? [.. Within()] : [Whole];
    }

    public SqlStatement Statement { get; }

    public ScriptPlace Whole { get; }

    /// <summary>The statements of a <c>do</c> block, cut at semicolons and keywords: good enough to point at a line. Otherwise the statement.</summary>
    public IReadOnlyList<ScriptPlace> Parts { get; }

    private IEnumerable<ScriptPlace> Within()
    {
        var start = 0;
        foreach (var end in Cut.Matches(Statement.Text).Select(cut => cut.Index + cut.Length))
        {
            var part = Statement.Text[start..end];
            var trimmed = Before.Replace(part, "", 1);
            var text = Cut.Replace(trimmed, "").Trim();
            if (text.Length > 0)
            {
                var skipped = start + part.Length - trimmed.Length;
                yield return PlaceOf(
                    Statement.Line + Statement.Text.AsSpan(0, skipped).Count('\n'),
                    text
                );
            }

            start = end;
        }
    }

    private ScriptPlace PlaceOf(int line, string text) =>
        new(
            _script,
            _isUp,
            line,
            line + text.Count(letter => letter == '\n'),
            text.Replace("\r\n", "\n", StringComparison.Ordinal),
            Statement.Summary
        );

    [GeneratedRegex(@"^do\b", RegexOptions.IgnoreCase)]
    private static partial Regex Block { get; }

    [GeneratedRegex(@";|\b(?:then|begin|else|loop)\b|\$\w*\$", RegexOptions.IgnoreCase)]
    private static partial Regex Cut { get; }

    /// <summary>White space and comments before a statement.</summary>
    [GeneratedRegex(@"^(?:\s|--[^\n]*\n)+")]
    private static partial Regex Before { get; }
}
