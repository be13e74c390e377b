using System.Diagnostics;
using CliWrap.Buffered;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Crash.Tests.Sweeps;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests;

/// <summary>The real program is killed, or cut off.</summary>
public sealed class ProcessCrashTests
{
    public static TheoryData<Scene> Scenes => [Scene.ApplyA, Scene.RollbackCaptured];

    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task A_killed_process_is_followed_by_one_that_completes_the_work(Scene scene)
    {
        var server = TestServer.For(TestMajors.Newest);
        var baseline = await Baseline.OfAsync(scene, server);
        foreach (var ordinal in Effort.Sample(baseline.Boundaries, 113, 61))
        {
            await using var database = await server.CreateDatabaseAsync(scene.Template);
            await using (var proxy = new PostgresProxy(database.ConnectionString))
            {
                var running = OpsCenterProcess
                    .Command(proxy.ConnectionString, Verb(scene))
                    .ExecuteBufferedAsync();
                proxy.Before = boundary =>
                {
                    if (boundary.Ordinal == ordinal)
                    {
                        Process.GetProcessById(running.ProcessId).Kill();
                    }

                    return Task.CompletedTask;
                };
                (await running).ExitCode.ShouldNotBe(0);
            }

            var next = await OpsCenterProcess.RunAsync(database, Verb(scene));

            next.ExitCode.ShouldBe(0, next.StandardError);
            await Afterwards.SameAgain(scene.Direction)(database, baseline);
        }
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task A_lost_connection_ends_with_3_and_tells_to_look_and_repeat(Scene scene)
    {
        var server = TestServer.For(TestMajors.Newest);
        await using var database = await server.CreateDatabaseAsync(scene.Template);
        await using var proxy = new PostgresProxy(database.ConnectionString);
        proxy.Before = boundary =>
        {
            if (
                boundary.Text.Contains("llm_usage_logs drop")
                || boundary.Text.Contains("alter table public.llm_usage_logs\n")
            )
            {
                proxy.Cut();
            }

            return Task.CompletedTask;
        };

        var result = await OpsCenterProcess.RunAsync(proxy.ConnectionString, Verb(scene));

        result.ExitCode.ShouldBe(3, result.StandardError);
        result.StandardError.TrimEnd().ShouldEndWith("connection-lost");
        result.StandardError.ShouldContain("Look at opscenter status, then repeat");
        (await OpsCenterProcess.RunAsync(database, "status")).StandardOutput.ShouldContain(
            scene.Direction == MigrationDirection.Up
                ? "begun and not finished; apply resumes it, rollback takes it back"
                : "its rollback was begun and not finished; rollback resumes it, apply takes it back"
        );
    }

    internal static string Verb(Scene scene) =>
        scene.Direction == MigrationDirection.Up ? "apply" : "rollback";
}
