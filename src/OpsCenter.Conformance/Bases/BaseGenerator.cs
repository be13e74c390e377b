using CsCheck;
using OpsCenter.Conformance.Bases.Kinds;

namespace OpsCenter.Conformance.Bases;

/// <summary>
/// Generates variants of the base. Every kind of mutation is used once before any kind is repeated. The same shape and
/// seed give the same bases.
/// </summary>
internal sealed class BaseGenerator(BaseShape shape)
{
    private const int MutationsPerBase = 6;

    /// <summary>The kinds of mutation that are possible on the base.</summary>
    public IReadOnlyList<MutationKind> Kinds { get; } =
        shape.Tables.Count == 0
            ? []
            :
            [
                .. NameKinds.Of(shape),
                .. ColumnKinds.Of(shape),
                .. DependentKinds.Of(shape),
                .. StructureKinds.Of(shape),
            ];

    /// <summary>The mutations of each base, in the order in which to apply them.</summary>
    public IEnumerable<IReadOnlyList<Mutation>> Bases(int seed)
    {
        if (Kinds.Count == 0)
        {
            yield break;
        }

        var random = new PCG(1, (ulong)seed);
        MutationKind[] kinds = [.. Kinds];
        while (true)
        {
            var shuffled = Draw(Gen.Shuffle(kinds), random);
            var groups = shuffled
                .Where(kind => kind.IsObstacle)
                .Select(kind => new[] { kind })
                .Concat(shuffled.Where(kind => !kind.IsObstacle).Chunk(MutationsPerBase))
                .ToArray();
            foreach (var group in Draw(Gen.Shuffle(groups), random))
            {
                yield return [.. group.Select(kind => Draw(kind.Generate, random))];
            }
        }
    }

    private static T Draw<T>(Gen<T> generator, PCG random) =>
        generator.Generate(random, null, out _);
}
