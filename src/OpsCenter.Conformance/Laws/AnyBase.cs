using System.Globalization;
using Npgsql;
using OpsCenter.Conformance.Bases;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Journeys;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>any-base: on random bases grown from the given one the way forward runs or refuses, preserves, and can be undone. What goes wrong on the given base, too, is said by other laws.</summary>
/// <param name="bases">How many bases are tried.</param>
internal sealed class AnyBase(int bases) : Law
{
    private const int AtATime = 3;

    public override string Id => "any-base";

    public override string Promise =>
        "On a base that differs, as bases in the field do, the way forward runs or refuses with nothing changed, keeps what is there, and the way back brings it back.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var known = (await TryAsync(trial, [], [], cancellation))
            .Select(fault => fault.Stage)
            .ToHashSet();
        var generator = new BaseGenerator(await BaseShape.ReadAsync(trial, cancellation));
        foreach (var batch in generator.Bases(trial.Seed).Take(bases).Chunk(AtATime))
        {
            var tried = await Task.WhenAll(
                batch.Select(mutations => TryAsync(trial, mutations, known, cancellation))
            );
            var at = Array.FindIndex(tried, faults => faults.Count > 0);
            if (at >= 0)
            {
                return LawOutcome.Of([await SmallestAsync(trial, batch[at], known, cancellation)]);
            }
        }

        return LawOutcome.Holds(
            string.Create(CultureInfo.InvariantCulture, $"{bases} bases were tried.")
        );
    }

    private static async Task<Evidence> SmallestAsync(
        Trial trial,
        IReadOnlyList<Mutation> mutations,
        HashSet<Stage> known,
        CancellationToken cancellation
    )
    {
        var smallest = await Shrinking.SmallestAsync(
            mutations,
            async fewer => (await TryAsync(trial, fewer, known, cancellation)).Count > 0
        );
        var fault = (await TryAsync(trial, smallest, known, cancellation))[0];
        var kinds = string.Join(", ", smallest.Select(mutation => mutation.Kind));
        return fault.Evidence with
        {
            Text = $"On a base with {kinds}: {fault.Evidence.Text}",
            Samples =
            [
                .. smallest.Select(mutation => $"to reproduce: {mutation.Sql};"),
                .. fault.Evidence.Samples,
            ],
        };
    }

    /// <summary>What goes wrong on the given base with mutations. A clean refusal is nothing wrong.</summary>
    private static async Task<IReadOnlyList<Fault>> TryAsync(
        Trial trial,
        IReadOnlyList<Mutation> mutations,
        HashSet<Stage> known,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        foreach (var mutation in mutations)
        {
            await MakeAsync(database, mutation, cancellation);
        }

        var journey = await Journey.MakeAsync(trial, database, cancellation);
        return
        [
            .. journey.Faults.Where(fault =>
                fault.Stage != Stage.Applies && !known.Contains(fault.Stage)
            ),
        ];
    }

    /// <summary>Statements sent together are one transaction: a base that does not take the mutation stays as it is.</summary>
    private static async Task MakeAsync(
        ScratchDatabase database,
        Mutation mutation,
        CancellationToken cancellation
    )
    {
        try
        {
            await database.ExecuteAsync(mutation.Sql, cancellation);
        }
        catch (PostgresException) { }
    }
}
