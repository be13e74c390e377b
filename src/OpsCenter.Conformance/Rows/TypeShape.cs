namespace OpsCenter.Conformance.Rows;

/// <summary>The properties of a type that are needed to generate a value.</summary>
/// <param name="Oid">The OID of the type.</param>
/// <param name="Name">The name in the catalog, without the schema.</param>
/// <param name="Kind">pg_type.typtype: b(ase), e(num), d(omain), r(ange), m(ultirange), c(omposite).</param>
/// <param name="Element">The element type of an array, or 0.</param>
/// <param name="BaseType">The base type of a domain, or 0.</param>
/// <param name="BaseModifier">The type modifier of the base type, or -1.</param>
/// <param name="RangeOf">The subtype of a range or multirange, or 0.</param>
/// <param name="Labels">The labels of an enum, in order.</param>
/// <param name="Checks">The definitions of the constraints of a domain.</param>
internal sealed record TypeShape(
    long Oid,
    string Name,
    string Kind,
    long Element,
    long BaseType,
    int BaseModifier,
    long RangeOf,
    IReadOnlyList<string> Labels,
    IReadOnlyList<string> Checks
);
