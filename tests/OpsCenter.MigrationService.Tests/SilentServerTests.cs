using System.Net;
using System.Net.Sockets;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests;

/// <summary>A signal ends a run within seconds, also when the server takes what is sent and answers nothing.</summary>
public class SilentServerTests
{
    // The program allows itself 4 s; the rest is for a busy machine. Npgsql would wait for 15 s and longer.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("")]
    [InlineData(";Target Session Attributes=primary")]
    [InlineData(";SSL Mode=Require")]
    public async Task A_server_that_never_answers_a_connection(string option)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends no SIGTERM.");
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var running = OpsCenterProcess
            .Command($"Host=127.0.0.1;Port={port};Username=me;Timeout=300{option}", "status")
            .ExecuteBufferedAsync();
        using var client = await silent.AcceptTcpClientAsync();

        var (result, took) = await running.TerminateAsync();

        result.ExitCode.ShouldBe(ExitCodes.Cancelled, result.StandardError);
        took.ShouldBeLessThan(Limit);
    }

    [Fact]
    public async Task A_server_that_falls_silent_while_it_is_worked_with()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends no SIGTERM.");
        await using var database = await V1Database.CreateAsync();
        var isSilent = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        await using var proxy = new PostgresProxy(database.ConnectionString);
        proxy.Before = async boundary =>
        {
            if (
                boundary.Text.Contains("create table opscenter.migration", StringComparison.Ordinal)
            )
            {
                isSilent.TrySetResult();
            }

            if (isSilent.Task.IsCompleted)
            {
                await never.Task;
            }
        };
        var running = OpsCenterProcess
            .Command(proxy.ConnectionString, "apply")
            .ExecuteBufferedAsync();
        await isSilent.Task;

        var (result, took) = await running.TerminateAsync();
        never.SetResult();

        result.ExitCode.ShouldBe(ExitCodes.Cancelled, result.StandardError);
        result.StandardError.ShouldContain("The server did not answer");
        took.ShouldBeLessThan(Limit);
    }
}
