using CsCheck;

namespace OpsCenter.Conformance.Bases;

/// <summary>A kind of mutation for one base.</summary>
/// <param name="Generate">Generates a random mutation of this kind.</param>
/// <param name="IsObstacle">
/// Whether a correct script may refuse to run because of it. It gets a base of its own, because a refusal would hide
/// other failures.
/// </param>
internal sealed record MutationKind(Gen<Mutation> Generate, bool IsObstacle = false);
