using System.Collections.Concurrent;
using OpsCenter.Conformance.Databases;
using OpsCenter.Schema.Tests.V2.Conformance;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>Says how a mutant of one of V2's scripts gives itself away. Several may be judged at once.</summary>
internal sealed class MutantJudge(DatabaseServer server)
{
    private readonly ConcurrentDictionary<
        (string Scene, string Script),
        Lazy<Task<IReadOnlySet<string>>>
    > _seen = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<Picture>>> _expected = new(
        StringComparer.Ordinal
    );

    /// <summary>Judges the mutant by the scenes in which what was changed makes a difference, at least for a moment.</summary>
    /// <param name="mutant">The mutant.</param>
    /// <param name="first">The scene that told it the last time.</param>
    public async Task<MutantVerdict> JudgeAsync(Mutant mutant, Scene? first = null)
    {
        var scenes = 0;
        foreach (var scene in Scenes.All.OrderBy(scene => scene == first ? 0 : 1))
        {
            if (!(await SeenAsync(scene, mutant.Script.Name)).Contains(mutant.Sight))
            {
                continue;
            }

            scenes++;
            // Twice: on a busy machine a scene may differ by itself once.
            if (
                await DifferenceAsync(mutant, scene) is not null
                && await DifferenceAsync(mutant, scene) is { } difference
            )
            {
                return new MutantVerdict(mutant, scenes, scene, difference);
            }
        }

        return new MutantVerdict(mutant, scenes, null, null);
    }

    /// <summary>Watches all scenes with a script as it is. Mutants would all wait for the same one otherwise.</summary>
    public Task LookAsync(string script, ParallelOptions atOnce) =>
        Parallel.ForEachAsync(
            Scenes.All,
            atOnce,
            async (scene, _) =>
            {
                await SeenAsync(scene, script);
                await ExpectedAsync(scene);
            }
        );

    /// <summary>What the mutant says or leaves in the scene, and the script does not; null if they are the same.</summary>
    public async Task<string?> DifferenceAsync(Mutant mutant, Scene scene)
    {
        var expected = await ExpectedAsync(scene);
        return expected.DifferenceTo(await WatchAsync(scene, mutant.Script));
    }

    private Task<IReadOnlySet<string>> SeenAsync(Scene scene, string script) =>
        _seen
            .GetOrAdd(
                (scene.Name, script),
                _ => new Lazy<Task<IReadOnlySet<string>>>(async () =>
                {
                    var picture = await WatchAsync(
                        scene,
                        ScriptMutants.Traced(script == V2Pair.Down.Name ? V2Pair.Down : V2Pair.Up)
                    );
                    var sights = ScriptMutants
                        .Sights(picture.Notices)
                        .ToHashSet(StringComparer.Ordinal);
                    return sights.Count > 0
                        ? sights
                        : throw new InvalidOperationException(
                            $"{script}, traced, says nothing in {scene}."
                        );
                })
            )
            .Value;

    private Task<Picture> ExpectedAsync(Scene scene) =>
        _expected
            .GetOrAdd(
                scene.Name,
                _ => new Lazy<Task<Picture>>(async () =>
                {
                    var expected = await WatchAsync(scene, V2Pair.Up);
                    var again = await WatchAsync(scene, V2Pair.Up);
                    return expected.DifferenceTo(again) is { } difference
                        ? throw new InvalidOperationException(
                            $"{scene} is not the same twice, it would convict everybody: {difference}"
                        )
                        : expected;
                })
            )
            .Value;

    private Task<Picture> WatchAsync(Scene scene, SqlScript script) =>
        script.Name == V2Pair.Down.Name
            ? SceneRun.WatchAsync(server, scene, V2Pair.Up, script)
            : SceneRun.WatchAsync(server, scene, script, V2Pair.Down);
}
