namespace OpsCenter.Scripts.Statements;

/// <summary>A token of a script.</summary>
/// <param name="Kind">The kind of token.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index after its last character.</param>
internal sealed record SqlToken(TokenKind Kind, int Start, int End);
