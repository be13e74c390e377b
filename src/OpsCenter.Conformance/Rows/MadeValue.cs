namespace OpsCenter.Conformance.Rows;

/// <summary>A value of a made row.</summary>
/// <param name="Literal">As SQL writes it, without its type: <c>'x'</c> or <c>NULL</c>.</param>
/// <param name="Marks">
/// Pieces of text of which at least one is in the value's text wherever it is kept, as itself or in JSON, and in no other value's.
/// Empty if no value of the type can be told from others, such as a boolean.
/// </param>
internal sealed record MadeValue(string Literal, IReadOnlyList<string> Marks)
{
    /// <summary>A value that nothing tells from others.</summary>
    public static MadeValue Plain(string literal) => new(literal, []);

    /// <inheritdoc/>
    public override string ToString() => Literal;
}
