using CsCheck;
using OpsCenter.Conformance.Bases.Kinds;

namespace OpsCenter.Conformance.Bases;

/// <summary>
/// Deals kinds of mutation out to bases, so that a handful of bases shows every kind once before any kind comes again. The same shape
/// and seed give the same bases.
/// </summary>
internal sealed class BaseGenerator(BaseShape shape)
{
    private const int AtOnce = 6;

    /// <summary>Every kind that the shape has room for.</summary>
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

    /// <summary>Mutations by base, in the order in which they are made.</summary>
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
            var dealt = Draw(Gen.Shuffle(kinds), random);
            var groups = dealt
                .Where(kind => kind.IsObstacle)
                .Select(kind => new[] { kind })
                .Concat(dealt.Where(kind => !kind.IsObstacle).Chunk(AtOnce))
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
