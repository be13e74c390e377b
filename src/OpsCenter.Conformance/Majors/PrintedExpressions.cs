using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Majors;

/// <summary>
/// Expressions as servers print them. Since PostgreSQL 14 a call written in the syntax of the SQL standard is printed so
/// (AT TIME ZONE, EXTRACT, TRIM, SUBSTRING, POSITION, OVERLAY); before, as a call of the function behind it.
/// </summary>
internal static partial class PrintedExpressions
{
    private static readonly HashSet<string> Syntax = new(
        (
            "at time zone timezone extract date_part trim btrim ltrim rtrim both leading trailing from for in substring "
            + "position overlay placing similar escape normalize is_normalized normalized is pg_catalog text"
        ).Split(' '),
        StringComparer.Ordinal
    );

    /// <summary>Since PostgreSQL 14 EXTRACT is numeric; before, it was double precision (release notes of 14).</summary>
    private static readonly string[] TypesOfExtract = ["double", "precision", "numeric"];

    /// <summary>
    /// Whether two definitions have the same names and constants, and differ only in the form of such calls. Both have
    /// such a call.
    /// </summary>
    public static bool AreSame(string? one, string? other) =>
        one is not null
        && other is not null
        && Call.IsMatch(one)
        && Call.IsMatch(other)
        && Atoms(one).SequenceEqual(Atoms(other), StringComparer.Ordinal);

    private static IEnumerable<string> Atoms(string definition) =>
        Atom.Matches(definition)
            .Select(found => found.Value.Trim('\''))
            .Where(atom =>
                !Syntax.Contains(atom.ToLowerInvariant())
                && !(
                    TypesOfExtract.Contains(atom, StringComparer.Ordinal)
                    && Extract.IsMatch(definition)
                )
            )
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(
        @"\b(at time zone|timezone|extract|date_part|[blr]?trim|substring|position|overlay|normalize|is_normalized)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Call { get; }

    [GeneratedRegex(
        @"\b(extract|date_part)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Extract { get; }

    // Before 14 such a function's name is printed in quotes, since it is a keyword.
    [GeneratedRegex(@"'([^']|'')*'|[\w$]+|[^\s\w()',:.\[\]""]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Atom { get; }
}
