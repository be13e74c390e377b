using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Searches;

/// <summary>The words, names, literals and operators of a statement, without white space and comments.</summary>
internal static partial class Tokens
{
    /// <summary>The tokens; unquoted words and names are in lower case.</summary>
    public static IReadOnlyList<Token> Of(string text)
    {
        var tokens = new List<Token>();
        foreach (Match match in Pattern.Matches(text))
        {
            if (match.Groups["trivia"].Success)
            {
                continue;
            }

            var kind =
                match.Groups["text"].Success || match.Groups["number"].Success ? TokenKind.Literal
                : match.Groups["body"].Success ? TokenKind.Body
                : match.Groups["name"].Success ? TokenKind.Name
                : TokenKind.Other;
            tokens.Add(
                new Token(
                    kind,
                    kind switch
                    {
                        TokenKind.Name when match.Value[0] != '"' => match.Value.ToLowerInvariant(),
                        TokenKind.Body => match.Groups["inner"].Value,
                        _ => match.Value,
                    },
                    match.Index,
                    match.Index + match.Length
                )
            );
        }

        return tokens;
    }

    [GeneratedRegex(
        @"(?<trivia>\s+|--[^\n]*|/\*.*?\*/)"
            + @"|(?<text>[eE]'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*')"
            + @"|(?<body>(?<tag>\$(?:[\p{L}_]\w*)?\$)(?<inner>.*?)\k<tag>)"
            + @"|(?<name>""(?:[^""]|"""")*""|[\p{L}_][\w$]*)"
            + @"|(?<number>\d+(?:\.\d+)?)"
            + @"|<>|!=|<=|>=|::|->>|->|.",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern { get; }
}
