using OpsCenter.Crash.Tests.Runs;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Crash.Tests.Sweeps;
using OpsCenter.MigrationService.Output;
using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests;

/// <summary>The server itself ends: one of its backends is killed, and it recovers; or all of it, and somebody starts it again.</summary>
public sealed class ServerCrashTests
{
    public static TheoryData<Scene> Scenes => [Scene.ApplyA, Scene.RollbackCaptured];

    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task Whatever_becomes_of_the_server_the_next_run_completes_it(Scene scene)
    {
        await using var server = await CrashingServer.StartAsync(TestMajors.Newest);
        var baseline = await Baseline.OfAsync(scene, server.Server);
        foreach (var ordinal in Effort.Sample(baseline.Boundaries, 41, 17))
        {
            await using var database = await server.Server.CreateDatabaseAsync(scene.Template);

            await CrashAsync(server, database, scene, whole: ordinal % 2 == 0, ordinal);

            await baseline.V1Data.ShouldBeUnchangedAsync(database);
            await Afterwards.SameAgain(scene.Direction)(database, baseline);
        }
    }

    private static async Task CrashAsync(
        CrashingServer server,
        TestDatabase database,
        Scene scene,
        bool whole,
        int ordinal
    )
    {
        await using var proxy = new PostgresProxy(database.ConnectionString);
        proxy.Before = boundary =>
            boundary.Ordinal != ordinal ? Task.CompletedTask
            : whole ? server.KillAsync()
            : server.KillBackendAsync(boundary.BackendPid);

        var error = await Run.AttemptAsync(proxy.ConnectionString, scene.Direction);
        await proxy.DisposeAsync();

        if (whole)
        {
            await server.RestartAsync();
        }

        await server.AwaitConnectionsAsync();
        database.DataSource.Clear();
        proxy.Boundaries.Count.ShouldBeGreaterThanOrEqualTo(ordinal);
        if (error is not null)
        {
            ErrorDescription.Of(error, default).ExitCode.ShouldBe(3, error.ToString());
        }
    }
}
