namespace OpsCenter.Conformance.Rows;

/// <summary>Generates a distinct value of a type for each number, with marks by which to find it again.</summary>
internal sealed class ValueGenerator(TableCatalog catalog)
{
    /// <summary>The number of the first element of an array: less than those of values.</summary>
    private const int FirstElement = 7;

    /// <summary>The value for a number; null if the type is not supported.</summary>
    /// <param name="typeOid">The OID of the type.</param>
    /// <param name="modifier">The type modifier, or -1.</param>
    /// <param name="number">A number from 1 to 1,000,000.</param>
    public GeneratedValue? Generate(long typeOid, int modifier, int number) =>
        Text(catalog.TypeOf(typeOid), modifier, number) is var (text, marks)
            ? new GeneratedValue(Literal(text), marks)
            : null;

    /// <summary>The text as an SQL literal.</summary>
    public static string Literal(string text) =>
        (text.Contains('\\', StringComparison.Ordinal) ? "E'" : "'")
        + text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("'", "''", StringComparison.Ordinal)
        + "'";

    private (string Text, IReadOnlyList<string> Marks)? Text(
        TypeShape type,
        int modifier,
        int number
    ) =>
        type switch
        {
            { BaseType: > 0 } => Text(
                catalog.TypeOf(type.BaseType),
                type.BaseModifier >= 0 ? type.BaseModifier : modifier,
                number
            ),
            { Labels.Count: > 0 } => (type.Labels[number % type.Labels.Count], []),
            { Element: > 0 } => Array(catalog.TypeOf(type.Element), modifier, number),
            { RangeOf: > 0 } => Range(type, number),
            { Kind: "b" } => BasicValues.Of(type.Name, modifier, number),
            _ => null,
        };

    /// <summary>Two elements. The second one has the mark: a conversion may keep the first one only.</summary>
    private (string, IReadOnlyList<string>)? Array(TypeShape element, int modifier, int number) =>
        Text(element, modifier, number) is var (item, marks)
        && Text(element, modifier, FirstElement) is var (first, _)
            ? ($$"""{"{{Escaped(first)}}","{{Escaped(item)}}"}""", marks)
            : null;

    private static string Escaped(string item) =>
        item.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);

    private (string, IReadOnlyList<string>)? Range(TypeShape type, int number)
    {
        var subtype = catalog.TypeOf(type.RangeOf);
        if (
            Text(subtype, -1, number * 2) is not var (from, marks)
            || Text(subtype, -1, (number * 2) + 1) is not var (to, _)
        )
        {
            return null;
        }

        var range = $"[\"{from}\",\"{to}\")";
        return (type.Kind == "m" ? $"{{{range}}}" : range, marks);
    }
}
