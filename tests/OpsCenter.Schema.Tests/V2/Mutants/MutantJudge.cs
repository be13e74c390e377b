using System.Collections.Concurrent;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Scripts;
using OpsCenter.Schema.Tests.V2.Conformance;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>Says how a mutant of one of V2's scripts gives itself away. Several may be judged at once.</summary>
internal sealed class MutantJudge(DatabaseServer server)
{
    private readonly ConcurrentDictionary<
        (string Scene, string Script),
        Lazy<Task<IReadOnlySet<int>>>
    > _reached = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<Picture>>> _expected = new(
        StringComparer.Ordinal
    );

    /// <summary>Judges the mutant by the scenes in which the script comes to the place that was changed.</summary>
    public async Task<MutantVerdict> JudgeAsync(Mutant mutant)
    {
        var scenes = 0;
        foreach (var scene in Scenes.All)
        {
            if (!(await ReachedAsync(scene, mutant.Script.Name)).Contains(mutant.Anchor))
            {
                continue;
            }

            scenes++;
            if (await DifferenceAsync(mutant, scene) is { } difference)
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
                await ReachedAsync(scene, script);
                await ExpectedAsync(scene);
            }
        );

    /// <summary>What the mutant says or leaves in the scene, and the script does not; null if they are the same.</summary>
    public async Task<string?> DifferenceAsync(Mutant mutant, Scene scene)
    {
        var expected = await ExpectedAsync(scene);
        return expected.DifferenceTo(await WatchAsync(scene, mutant.Script));
    }

    private Task<IReadOnlySet<int>> ReachedAsync(Scene scene, string script) =>
        _reached
            .GetOrAdd(
                (scene.Name, script),
                _ => new Lazy<Task<IReadOnlySet<int>>>(async () =>
                {
                    var picture = await WatchAsync(
                        scene,
                        ScriptMutants.Traced(script == V2Pair.Down.Name ? V2Pair.Down : V2Pair.Up)
                    );
                    return ScriptMutants.Anchors(picture.Notices).ToHashSet();
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
