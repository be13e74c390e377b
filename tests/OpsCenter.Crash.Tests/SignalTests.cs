using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Crash.Tests.Sweeps;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests;

/// <summary>Signals to the real program, at a statement that it is about to run.</summary>
public sealed class SignalTests
{
    private static readonly TimeSpan Reaction = TimeSpan.FromMilliseconds(500);

    public static TheoryData<Scene, string, string> Signals =>
        new()
        {
            { Scene.ApplyA, "TERM", "alter table public.llm_usage_logs\n" },
            { Scene.ApplyA, "INT", "create index concurrently idx_llm_usage_logs_source" },
            { Scene.RollbackCaptured, "TERM", "alter table public.llm_usage_logs drop" },
            { Scene.RollbackCaptured, "INT", "create function opscenter.capture" },
        };

    [Theory]
    [MemberData(nameof(Signals))]
    public async Task A_signal_ends_with_130_and_tells_what_is_done_and_what_is_left(
        Scene scene,
        string signal,
        string statement
    )
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends no SIGTERM.");
        var server = TestServer.For(TestMajors.Newest);
        var baseline = await Baseline.OfAsync(scene, server);
        await using var database = await server.CreateDatabaseAsync(scene.Template);
        await using var proxy = new PostgresProxy(database.ConnectionString);
        var running = OpsCenterProcess
            .Command(proxy.ConnectionString, ProcessCrashTests.Verb(scene))
            .ExecuteBufferedAsync();
        proxy.Before = async boundary =>
        {
            if (boundary.Text.Contains(statement))
            {
                await SendAsync(signal, running.ProcessId);
                await Task.Delay(Reaction);
            }
        };

        var result = await running;

        result.ExitCode.ShouldBe(130, result.StandardError);
        result.StandardError.ShouldContain("Done: ");
        result.StandardError.ShouldContain("Left: ");
        result.StandardError.TrimEnd().ShouldEndWith("cancelled");
        await Afterwards.SameAgain(scene.Direction)(database, baseline);
    }

    [Fact]
    public async Task A_second_signal_ends_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends no SIGTERM.");
        var server = TestServer.For(TestMajors.Newest);
        await using var database = await server.CreateDatabaseAsync(V1.A);
        await using var proxy = new PostgresProxy(database.ConnectionString);
        // The first one asks the server to cancel, and would wait for its answer.
        var running = OpsCenterProcess
            .Command($"{proxy.ConnectionString};Cancellation Timeout=600000", "apply")
            .ExecuteBufferedAsync();
        proxy.Before = async boundary =>
        {
            while (boundary.Text.Contains("alter table public") && !running.Task.IsCompleted)
            {
                await SendAsync("TERM", running.ProcessId);
                await Task.Delay(Reaction);
            }
        };

        (await running).ExitCode.ShouldBe(128 + 15);
    }

    private static async Task SendAsync(string signal, int pid) =>
        await Cli.Wrap("kill")
            .WithArguments([$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)])
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync();
}
