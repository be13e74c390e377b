using System.Globalization;
using Npgsql;
using OpsCenter.Conformance.Bases;
using OpsCenter.Conformance.Bases.Kinds;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// any-base: on random variants of the base, the up script succeeds or refuses, preserves data and schema, and can be
/// rolled back. Failures that also occur on the given base are reported by other laws.
/// </summary>
/// <param name="bases">The number of bases to try.</param>
internal sealed class AnyBase(int bases) : Law
{
    private const int Parallelism = 3;

    public override string Id => "any-base";

    public override string Promise =>
        "On variants of the base, the up script succeeds or refuses without a change, preserves what exists, "
        + "and the down script restores it.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var known = (await TryAsync(trial, [], [], cancellation))
            .Select(failure => failure.Stage)
            .ToHashSet();
        var generator = new BaseGenerator(await BaseShape.ReadAsync(trial, cancellation));
        foreach (var batch in generator.Bases(trial.Seed).Take(bases).Chunk(Parallelism))
        {
            var tried = await Task.WhenAll(
                batch.Select(mutations => TryAsync(trial, mutations, known, cancellation))
            );
            var at = Array.FindIndex(tried, failures => failures.Count > 0);
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
        var failure = (await TryAsync(trial, smallest, known, cancellation))[0];
        var kinds = string.Join(", ", smallest.Select(mutation => mutation.Kind));
        return failure.Evidence with
        {
            Text = $"On a base with {kinds}: {failure.Evidence.Text}",
            Samples =
            [
                .. smallest.Select(mutation => $"to reproduce: {mutation.Sql};"),
                .. failure.Evidence.Samples,
            ],
        };
    }

    /// <summary>The failures on the base with these mutations. A refusal without a change is not a failure.</summary>
    private static async Task<IReadOnlyList<StageFailure>> TryAsync(
        Trial trial,
        IReadOnlyList<Mutation> mutations,
        HashSet<Stage> known,
        CancellationToken cancellation
    )
    {
        var run = await UpDownRun.RunAsync(
            trial,
            async stop =>
            {
                var database = await trial.CreateBaseAsync(stop);
                foreach (var mutation in mutations)
                {
                    await ApplyAsync(database, mutation, stop);
                }

                return database;
            },
            cancellation
        );
        return
        [
            .. run.Failures.Where(failure =>
                failure.Stage != Stage.Applies
                && !known.Contains(failure.Stage)
                && !IsRefusal(failure)
            ),
        ];
    }

    /// <summary>
    /// Whether the base lets nobody change rows: then no script can take back a row that it inserted or changed.
    /// </summary>
    private static bool IsRefusal(StageFailure failure) =>
        failure.Stage == Stage.RollsBack
        && new[] { DependentKinds.Refusal, DependentKinds.Unvalidated }.Any(refusal =>
            failure.Evidence.Text.Contains(refusal, StringComparison.Ordinal)
        );

    /// <summary>
    /// The statements run in one implicit transaction: a mutation that fails leaves the base unchanged.
    /// </summary>
    private static async Task ApplyAsync(
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
