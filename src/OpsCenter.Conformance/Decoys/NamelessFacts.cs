using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Decoys;

/// <summary>
/// Schema facts without the names that a migration may change: those of indexes, constraints, sequences, functions and
/// triggers.
/// </summary>
internal static class NamelessFacts
{
    private static readonly string[] Kinds =
    [
        "index ",
        "constraint ",
        "sequence ",
        "function ",
        "trigger ",
    ];

    /// <summary>The facts that only the later schema has, with such names replaced by *.</summary>
    public static IReadOnlyList<string> Added(SchemaSnapshot earlier, SchemaSnapshot later)
    {
        var known = earlier.Facts.ToHashSet();
        var added = later
            .Facts.Where(fact => !fact.IsColumnOrder && !known.Contains(fact))
            .ToArray();
        var names = added
            .Select(NameOf)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(name => name.Length)
            .ThenBy(name => name, StringComparer.Ordinal)
            .ToArray();
        return
        [
            .. added.Select(fact => Blank(fact.ToString(), names)).Order(StringComparer.Ordinal),
        ];
    }

    private static string Blank(string fact, IReadOnlyList<string> names) =>
        names.Aggregate(fact, (text, name) => text.Replace(name, "*", StringComparison.Ordinal));

    /// <summary>
    /// The last part of a name such as <c>index public.account_name_idx</c> or <c>function public.touch(integer)</c>.
    /// </summary>
    private static string? NameOf(SchemaFact fact)
    {
        if (!Kinds.Any(kind => fact.Identity.StartsWith(kind, StringComparison.Ordinal)))
        {
            return null;
        }

        var end = fact.Identity.IndexOf('(', StringComparison.Ordinal);
        var name = fact.Identity[
            (fact.Identity.IndexOf(' ', StringComparison.Ordinal) + 1)..(
                end < 0 ? fact.Identity.Length : end
            )
        ];
        name = name.EndsWith(" parameters", StringComparison.Ordinal) ? name[..^11] : name;
        return name[(name.LastIndexOf('.') + 1)..].Trim('"');
    }
}
