using System.Text.RegularExpressions;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Tests.Preflight.Advice;

/// <summary>The section "Solution" of a rule's page.</summary>
internal sealed partial class RulePage
{
    private readonly string _solution;

    public RulePage(string rule) =>
        _solution = Solution()
            .Match(File.ReadAllText(WorkingCopy.PathOf("docs", "preflight", $"{rule}.md")))
            .Groups["text"]
            .Value;

    /// <summary>Its statements, in blocks and in lines; comments stay in front of what follows them.</summary>
    public IReadOnlyList<string> Statements => [.. Code().Matches(_solution).Select(Text)];

    /// <summary>The block or the line that begins so, split where it says what to run in between.</summary>
    /// <param name="beginning">How it begins.</param>
    /// <param name="names">Names of the example, and those that a reader puts in their place.</param>
    public (IReadOnlyList<string> Before, IReadOnlyList<string> After) Take(
        string beginning,
        IReadOnlyDictionary<string, string> names
    )
    {
        var code = Statements
            .First(code => code.StartsWith(beginning, StringComparison.Ordinal))
            .Split("-- opscenter");
        return (
            List(code[0]),
            code.Length == 1 ? [] : List(code[1][code[1].IndexOf('\n', StringComparison.Ordinal)..])
        );

        IReadOnlyList<string> List(string text) =>
            [
                .. names
                    .Aggregate(
                        text,
                        (text, name) => Regex.Replace(text, $@"\b{name.Key}\b", name.Value)
                    )
                    .Split(
                        ';',
                        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                    ),
            ];
    }

    private static string Text(Match code) =>
        (code.Groups["block"].Success ? code.Groups["block"] : code.Groups["line"]).Value.Replace(
            "\n",
            code.Groups["block"].Success ? "\n" : " ",
            StringComparison.Ordinal
        );

    [GeneratedRegex(
        @"^## Solution\n(?<text>.*?)^## ",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Solution();

    [GeneratedRegex(
        @"^```sql\n(?<block>.*?)^```$|`(?<line>[a-z][^`]*;)`",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Code();
}
