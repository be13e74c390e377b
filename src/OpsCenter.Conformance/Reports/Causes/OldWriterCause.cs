using System.Text.RegularExpressions;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports.Causes;

/// <summary>Finds what an old program's statement met: the server names a column or a constraint, the statement its table.</summary>
internal static partial class OldWriterCause
{
    /// <summary>The statement of the up script; null if the evidence leads to several, or to none.</summary>
    /// <param name="up">The statements of the up script.</param>
    /// <param name="evidence">The observation.</param>
    public static ScriptPlace? Find(IReadOnlyList<PlacedStatement> up, Evidence evidence)
    {
        var tables = ObjectName
            .In(evidence.Statement ?? "")
            .Where(name => name.Parts.Count > 1)
            .Select(name => name.Parts[1])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        // A writer may use a second table, by a subquery: then the table alone leads nowhere.
        var table = tables is [var only] ? only : null;
        return ObjectName
                .In(evidence.Text)
                .Where(name => name.Parts.Count == 1)
                .Select(name => name.Parts[0])
                .Concat(Unquoted.Matches(evidence.Text).Select(name => name.Groups["name"].Value))
                .Where(name => !tables.Contains(name, StringComparer.Ordinal))
                .Select(name => StatementMatch.Acting(up, name, table))
                .FirstOrDefault(place => place is not null)
            ?? (table is null ? null : OfTable(up, table, evidence.Text));
    }

    /// <summary>The statement on the table; of several the one that narrows a type, if the server says that a value does not fit.</summary>
    private static ScriptPlace? OfTable(
        IReadOnlyList<PlacedStatement> up,
        string table,
        string text
    ) =>
        StatementMatch.Acting(up, table, null)
        ?? (
            Overflow.Match(text) is { Success: true } overflow
                ? StatementMatch.Acting(
                    up,
                    "type",
                    table,
                    NamesOfTypes.GetValueOrDefault(overflow.Groups["type"].Value, [])
                )
                : null
        );

    /// <summary>The types as the server names them, and as a script may.</summary>
    private static readonly Dictionary<string, string[]> NamesOfTypes = new(StringComparer.Ordinal)
    {
        ["smallint"] = ["smallint", "int2"],
        ["integer"] = ["integer", "int", "int4"],
        ["bigint"] = ["bigint", "int8"],
        ["numeric field"] = ["numeric", "decimal", "dec"],
        ["character varying"] = ["varchar", "varying"],
        ["character"] = ["char", "character", "bpchar"],
    };

    [GeneratedRegex(
        @"(?<type>numeric field) overflow|type (?<type>smallint|integer|bigint|character varying|character)\b|\b(?<type>smallint|integer|bigint) out of range",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Overflow { get; }

    /// <summary>The server does not quote the name of a column in a query.</summary>
    [GeneratedRegex(
        @"column (?:[\p{L}_][\p{L}\p{N}_$]*\.)*(?<name>[\p{L}_][\p{L}\p{N}_$]*) does not exist"
    )]
    private static partial Regex Unquoted { get; }
}
