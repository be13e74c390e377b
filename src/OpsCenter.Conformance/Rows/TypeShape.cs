namespace OpsCenter.Conformance.Rows;

/// <summary>A type, as far as making a value of it needs to know it.</summary>
/// <param name="Oid">The type.</param>
/// <param name="Name">Its name in the catalog, without its schema.</param>
/// <param name="Kind">pg_type.typtype: b(ase), e(num), d(omain), r(ange), m(ultirange), c(omposite).</param>
/// <param name="Element">An array's element type, or 0.</param>
/// <param name="BaseType">A domain's type, or 0.</param>
/// <param name="BaseModifier">The modifier of a domain's type, or -1.</param>
/// <param name="RangeOf">What a range or multirange is of, or 0.</param>
/// <param name="Labels">An enum's, in order.</param>
/// <param name="Checks">A domain's own constraints, as their definitions.</param>
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
