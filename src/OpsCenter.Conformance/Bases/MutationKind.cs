using CsCheck;

namespace OpsCenter.Conformance.Bases;

/// <summary>A kind of mutation, made for a base.</summary>
/// <param name="Generate">Makes one at random.</param>
/// <param name="IsObstacle">Whether a good script may refuse to run because of it: it would hide what others show, and gets a base by itself.</param>
internal sealed record MutationKind(Gen<Mutation> Generate, bool IsObstacle = false);
