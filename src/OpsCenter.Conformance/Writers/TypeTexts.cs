using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>Whether a value has the same text in two types, as far as both hold it.</summary>
/// <param name="before">The types of one database.</param>
/// <param name="after">The types of another state of it.</param>
internal sealed class TypeTexts(TableCatalog before, TableCatalog after)
{
    private static readonly string[] Integers = ["int2", "int4", "int8"];
    private static readonly string[] Texts = ["varchar", "text"];
    private static readonly string[] CaseSensitive = ["varchar", "text", "bpchar"];

    /// <summary>Whether the types of the columns give a value the same text.</summary>
    public bool AreEqual(ColumnShape was, ColumnShape now) =>
        AreEqual(Plain(before, was.TypeOid, was.Modifier), Plain(after, now.TypeOid, now.Modifier));

    /// <summary>Whether a column of the later state holds text.</summary>
    public bool IsText(ColumnShape now) => CaseSensitive.Contains(after.TypeOf(now.TypeOid).Name);

    /// <summary>Whether a column ignored the case of letters, and does not any more.</summary>
    public bool CaseCounts(ColumnShape was, ColumnShape now) =>
        before.TypeOf(was.TypeOid).Name == "citext" && IsText(now);

    /// <summary>Labels, or arrays of one, that the enum of the later state has and that of the earlier one has not; as literals.</summary>
    public IEnumerable<string> NewLabels(ColumnShape was, ColumnShape now)
    {
        var old = Plain(before, was.TypeOid, was.Modifier);
        var current = Plain(after, now.TypeOid, now.Modifier);
        return old.Type.Element > 0 && current.Type.Element > 0
            ? NewLabels(Item(before, old).Type, Item(after, current).Type)
                .Select(label => $"array[{ValueGenerator.Literal(label)}]::{now.DeclaredType}")
            : NewLabels(old.Type, current.Type).Select(ValueGenerator.Literal);
    }

    private static IEnumerable<string> NewLabels(TypeShape was, TypeShape now) =>
        was.Labels.Count > 0 ? now.Labels.Except(was.Labels, StringComparer.Ordinal) : [];

    private bool AreEqual((TypeShape Type, int Modifier) was, (TypeShape Type, int Modifier) now) =>
        (was.Type.Oid, was.Modifier) == (now.Type.Oid, now.Modifier)
        || AreBoth(Integers, was.Type, now.Type)
        || AreBoth(Texts, was.Type, now.Type)
        || AreSameLabels(was.Type, now.Type)
        || (
            was.Type.Element > 0
            && now.Type.Element > 0
            && AreEqual(Item(before, was), Item(after, now))
        );

    /// <summary>Scripts make an enum anew to add or drop labels. With other labels, a conversion maps them.</summary>
    private static bool AreSameLabels(TypeShape was, TypeShape now) =>
        was.Labels.Count > 0
        && now.Labels.Count > 0
        && (
            !was.Labels.Except(now.Labels, StringComparer.Ordinal).Any()
            || !now.Labels.Except(was.Labels, StringComparer.Ordinal).Any()
        );

    private static (TypeShape Type, int Modifier) Item(
        TableCatalog catalog,
        (TypeShape Type, int Modifier) array
    ) => Plain(catalog, array.Type.Element, array.Modifier);

    /// <summary>A domain's value has the text of its base type.</summary>
    private static (TypeShape Type, int Modifier) Plain(
        TableCatalog catalog,
        long oid,
        int modifier
    )
    {
        var type = catalog.TypeOf(oid);
        return type.BaseType > 0
            ? Plain(catalog, type.BaseType, type.BaseModifier >= 0 ? type.BaseModifier : modifier)
            : (type, modifier);
    }

    private static bool AreBoth(string[] names, TypeShape was, TypeShape now) =>
        names.Contains(was.Name, StringComparer.Ordinal)
        && names.Contains(now.Name, StringComparer.Ordinal);
}
