namespace OpsCenter.Conformance.Searches;

/// <summary>A token of a statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The token; of a body, what is between the dollar quotes.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index after its last character.</param>
internal sealed record Token(TokenKind Kind, string Text, int Start, int End)
{
    /// <summary>Whether it is one of these words or operators.</summary>
    public bool Is(params ReadOnlySpan<string> words) =>
        Kind is TokenKind.Name or TokenKind.Other && words.Contains(Text);
}
