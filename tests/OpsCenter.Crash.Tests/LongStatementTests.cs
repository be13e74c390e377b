using OpsCenter.Crash.Tests.Runs;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Crash.Tests.Sweeps;
using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests;

/// <summary>Ends in the middle of what takes long: an index build, the copy of values.</summary>
public sealed class LongStatementTests
{
    public static TheoryData<Scene, string, int, bool> Points
    {
        get
        {
            var points = new TheoryData<Scene, string, int, bool>();
            for (var seed = 1; seed <= (TestRun.IsFull ? 20 : 1); seed++)
            {
                points.Add(Scene.ApplyLarge, "create index concurrently", seed, seed % 2 == 0);
                points.Add(
                    Scene.RollbackLarge,
                    "insert into opscenter_archive",
                    seed,
                    seed % 2 == 1
                );
            }

            return points;
        }
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Whenever_it_ends_the_next_run_completes_it(
        Scene scene,
        string statement,
        int seed,
        bool isCut
    )
    {
        var server = TestServer.For(TestMajors.Newest);
        var baseline = await Baseline.OfAsync(scene, server);
        await using var database = await server.CreateDatabaseAsync(scene.Template);
        await using var proxy = new PostgresProxy(database.ConnectionString);
        var random = new Random(seed);
        var candidates = baseline
            .Boundaries.Where(boundary => boundary.Text.Contains(statement))
            .ToList();
        var chosen = candidates[random.Next(candidates.Count)].Ordinal;
        var ended = Task.CompletedTask;
        proxy.Before = boundary =>
        {
            if (boundary.Ordinal == chosen)
            {
                ended = EndLaterAsync(boundary);
            }

            return Task.CompletedTask;
        };

        await Run.AttemptAsync(proxy.ConnectionString, scene.Direction);
        await ended;

        await Afterwards.SameAgain(scene.Direction)(database, baseline);

        async Task EndLaterAsync(Boundary boundary)
        {
            await Task.Delay(random.Next(120));
            if (isCut)
            {
                proxy.Cut();
            }
            else
            {
                await database.ExecuteAsync($"select pg_terminate_backend({boundary.BackendPid})");
            }
        }
    }
}
