namespace OpsCenter.Conformance.Scripts;

/// <summary>A token in a script's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index behind its last one.</param>
internal sealed record SqlToken(TokenKind Kind, int Start, int End);
