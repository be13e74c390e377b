using System.Text.RegularExpressions;

namespace OpsCenter.Testing;

/// <summary>The code that a document shows.</summary>
public static partial class DocumentedCode
{
    /// <summary>Every block of a language, in order.</summary>
    /// <param name="path">The document, below the repository's root.</param>
    /// <param name="language">As it stands behind the back-ticks; empty for none.</param>
    public static IReadOnlyList<string> Blocks(string path, string language) =>
        [
            .. Fence()
                .Matches(File.ReadAllText(WorkingCopy.PathOf(path.Split('/'))))
                .Where(block => block.Groups["language"].Value == language)
                .Select(block => block.Groups["code"].Value),
        ];

    /// <summary>The SQL blocks that begin with a comment that names a file, by that name.</summary>
    public static IReadOnlyDictionary<string, string> Scripts(string path) =>
        Blocks(path, "sql")
            .Where(code => code.StartsWith("-- ", StringComparison.Ordinal))
            .ToDictionary(
                code => code[3..code.IndexOf('\n', StringComparison.Ordinal)],
                // Line numbers in messages are those of the shown statements.
                code => code[(code.IndexOf('\n', StringComparison.Ordinal) + 1)..],
                StringComparer.Ordinal
            );

    [GeneratedRegex(
        @"^```(?<language>\w*)\n(?<code>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Fence();
}
