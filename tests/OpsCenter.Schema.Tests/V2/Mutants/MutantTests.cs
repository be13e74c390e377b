using System.Collections.Concurrent;
using OpsCenter.Conformance.Databases;
using OpsCenter.Schema.Tests.V2.Conformance;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>
/// Every statement of V2's scripts does something that is noticed: without it, or with a condition that is always or never true, a
/// scene tells. A sample of the list is looked at where the list says; all mutants are judged anew, and the list is written, with
/// test.sh --full, and those that it has not with OPSCENTER_TEST_MUTANTS=new.
/// </summary>
public sealed class MutantTests
{
    /// <summary>Coprime to the shape of the lists, so that a sample has some of everything.</summary>
    private const int SampleStep = 97;

    /// <summary>Only those are judged that the list does not have, or has as not judged.</summary>
    private static readonly bool WantsNew =
        Environment.GetEnvironmentVariable("OPSCENTER_TEST_MUTANTS") == "new";

    private static readonly ParallelOptions AtOnce = new()
    {
        MaxDegreeOfParallelism = 2 * Environment.ProcessorCount,
    };

    public static TheoryData<string> Scripts => [V2Pair.Up.Name, V2Pair.Down.Name];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Mutants_are_caught_or_known_to_be_equivalent(string name)
    {
        TestRun.SkipIfUnchanged("mutants");
        var mutants = ScriptMutants.Of(name == V2Pair.Up.Name ? V2Pair.Up : V2Pair.Down);
        await using var server = await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );
        var judge = new MutantJudge(server);

        var survivors =
            TestRun.IsFull || WantsNew
                ? await JudgeAllAsync(judge, mutants)
                : await LookAgainAsync(judge, mutants);

        survivors.ShouldBeEmpty();
    }

    [Fact]
    public void List_has_every_mutant_and_no_other() =>
        MutantList
            .Read()
            .Keys.Order(StringComparer.Ordinal)
            .ShouldBe(Keys(V2Pair.Up).Concat(Keys(V2Pair.Down)).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Keys(SqlScript script) =>
        ScriptMutants.Of(script).Select(mutant => mutant.Key);

    private static async Task<IReadOnlyCollection<string>> LookAgainAsync(
        MutantJudge judge,
        IReadOnlyList<Mutant> mutants
    )
    {
        var list = MutantList.Read();
        var survivors = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            mutants
                .Where(mutant => list.ContainsKey(mutant.Key))
                .Where((_, at) => at % SampleStep == 0),
            AtOnce,
            async (mutant, _) =>
            {
                if (
                    MutantList.SceneOf(list[mutant.Key]) is { } scene
                    && await judge.DifferenceAsync(mutant, scene) is null
                )
                {
                    survivors.Add($"{mutant} survives {scene}");
                }
            }
        );
        return survivors;
    }

    private static async Task<IReadOnlyCollection<string>> JudgeAllAsync(
        MutantJudge judge,
        IReadOnlyList<Mutant> mutants
    )
    {
        var known = MutantList.Read();
        var fates = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var survivors = new ConcurrentBag<MutantVerdict>();
        if (TestRun.IsFull)
        {
            await judge.LookAsync(mutants[0].Script.Name, AtOnce);
        }

        await Parallel.ForEachAsync(
            mutants.Where(mutant =>
                TestRun.IsFull
                || !known.TryGetValue(mutant.Key, out var fate)
                || !MutantList.IsJudged(fate)
            ),
            AtOnce,
            async (mutant, _) =>
            {
                var verdict = await judge.JudgeAsync(
                    mutant,
                    known.TryGetValue(mutant.Key, out var fate) ? MutantList.SceneOf(fate) : null
                );
                // It takes an hour: who waits sees it as it goes, with -diagnostics.
                TestContext.Current.SendDiagnosticMessage(verdict.ToString());
                if (verdict.Scene is { } scene)
                {
                    fates[mutant.Key] = scene.Name;
                }
                else
                {
                    survivors.Add(verdict);
                }
            }
        );
        MutantList.Write(
            mutants[0].Key.Split(',')[0],
            mutants.Select(mutant => mutant.Key).ToHashSet(StringComparer.Ordinal),
            fates
        );
        return
        [
            .. survivors
                .Where(survivor =>
                    known.GetValueOrDefault(survivor.Mutant.Key) is not { } fate
                    || !MutantList.IsJudged(fate)
                    || MutantList.SceneOf(fate) is not null
                )
                .Select(survivor => survivor.ToString()),
        ];
    }
}
