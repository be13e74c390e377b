namespace OpsCenter.Conformance.Rows;

/// <summary>A column of a table.</summary>
/// <param name="Name">The quoted name.</param>
/// <param name="TypeOid">The OID of its type.</param>
/// <param name="Modifier">The type modifier (atttypmod), or -1.</param>
/// <param name="DeclaredType">Its type in SQL.</param>
/// <param name="IsNotNull">Whether it, or its domain, is NOT NULL.</param>
/// <param name="IsGenerated">Whether it is a generated column, which cannot be written.</param>
/// <param name="IsIdentity">Whether it is an identity column.</param>
/// <param name="IsAlwaysIdentity">Whether it is GENERATED ALWAYS AS IDENTITY.</param>
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
    /// <summary>Whether its values come from a sequence.</summary>
    public bool IsNumbered =>
        IsIdentity || (Default?.StartsWith("nextval(", StringComparison.Ordinal) ?? false);

    /// <summary>Whether an INSERT must name it.</summary>
    public bool IsRequired => IsNotNull && !IsGenerated && !IsIdentity && Default is null;
}
