namespace OpsCenter.Conformance.Rows;

/// <summary>A column of a table.</summary>
/// <param name="Name">Quoted.</param>
/// <param name="TypeOid">Its type.</param>
/// <param name="Modifier">The type's modifier (atttypmod), or -1.</param>
/// <param name="DeclaredType">Its type as SQL writes it.</param>
/// <param name="IsNotNull">Whether it, or its domain, takes no NULL.</param>
/// <param name="IsGenerated">Whether the server computes it: nobody can write it.</param>
/// <param name="IsIdentity">Whether the server numbers it.</param>
/// <param name="IsAlwaysIdentity">Whether it takes no other number without OVERRIDING SYSTEM VALUE.</param>
/// <param name="Default">Its default expression, or null.</param>
internal sealed record ColumnShape(
    string Name,
    long TypeOid,
    int Modifier,
    string DeclaredType,
    bool IsNotNull,
    bool IsGenerated,
    bool IsIdentity,
    bool IsAlwaysIdentity,
    string? Default
)
{
    /// <summary>Whether a sequence numbers it.</summary>
    public bool IsNumbered =>
        IsIdentity || (Default?.StartsWith("nextval(", StringComparison.Ordinal) ?? false);

    /// <summary>Whether an insert must name it.</summary>
    public bool IsNeeded => IsNotNull && !IsGenerated && !IsIdentity && Default is null;
}
