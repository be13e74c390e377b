namespace OpsCenter.Conformance.Rows;

/// <summary>A value of a generated row.</summary>
/// <param name="Literal">The SQL literal without its type: <c>'x'</c> or <c>NULL</c>.</param>
/// <param name="Marks">
/// Texts that identify the value: wherever the value is stored, also within JSON, its text contains at least one of
/// them, and no other value does. Empty for types with few values, such as boolean.
/// </param>
internal sealed record GeneratedValue(string Literal, IReadOnlyList<string> Marks)
{
    /// <summary>A value without marks.</summary>
    public static GeneratedValue Plain(string literal) => new(literal, []);

    /// <inheritdoc/>
    public override string ToString() => Literal;
}
