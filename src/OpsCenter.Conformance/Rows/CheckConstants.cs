using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Rows;

/// <summary>Finds candidate values in the definition of a check constraint.</summary>
internal static partial class CheckConstants
{
    /// <summary>Values that often satisfy a pattern or a limit.</summary>
    private static readonly string[] Common =
    [
        "1",
        "0",
        "10",
        "100",
        "0.5",
        "a",
        "A",
        "aa",
        "AA",
        "AAA",
        "a1",
        "a@example.org",
        "https://example.org/",
        "+10000000000",
        "00000",
        "-1",
        "",
        "{}",
        "[]",
        "false",
        "2024-01-01",
    ];

    /// <summary>
    /// The constants of the definitions, for integers also plus and minus 1, then the common values; as literals.
    /// </summary>
    public static IEnumerable<string> Literals(IEnumerable<string> definitions) =>
        Of(definitions)
            .Concat(Common.Select(ValueGenerator.Literal))
            .Distinct(StringComparer.Ordinal);

    /// <summary>The constants of the definitions, for integers also plus and minus 1; as literals.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> definitions) =>
        definitions
            .SelectMany(definition => Constant.Matches(definition))
            .SelectMany(found =>
                found.Groups["text"] is { Success: true } text
                    ? [text.Value.Replace("''", "'", StringComparison.Ordinal)]
                    : Neighbours(found.Value)
            )
            .Distinct(StringComparer.Ordinal)
            .Select(ValueGenerator.Literal);

    private static IEnumerable<string> Neighbours(string number) =>
        long.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var whole)
        && Math.Abs(whole) < int.MaxValue
            ?
            [
                number,
                (whole + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
                (whole - 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ]
            : [number];

    [GeneratedRegex(
        @"'(?<text>(?:[^']|'')*)'|(?<![\w.])\d+(?:\.\d+)?(?![\w.])",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Constant { get; }
}
