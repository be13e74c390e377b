using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CliWrap.Buffered;
using OpsCenter.Testing;
using OpsCenter.Testing.Servers;
using OpsCenter.V1Traffic.Health;
using OpsCenter.V1Traffic.Operations;
using OpsCenter.V1Traffic.Tests.Processes;

namespace OpsCenter.V1Traffic.Tests.Health;

public class HealthEndpointTests
{
    private static readonly HttpClient Client = new();

    [Fact]
    public async Task It_answers_503_until_an_operation_has_succeeded_and_200_from_then_on()
    {
        await using var database = await V1Database.CreateAsync("a");
        await database.ExecuteAsync(
            "alter table llm_usage_logs add constraint closed check (cost < 0) not valid"
        );
        await using var source = database.ForTraffic();
        var port = FreePort.Find();
        using var health = HealthEndpoint.Open(_ => Text(port)).ShouldNotBeNull();
        (await AnswerAsync("localhost", port)).ShouldBe(HttpStatusCode.ServiceUnavailable);

        await using var run = await TrafficRun.StartAsync(
            source,
            new() { RatePerSecond = 50, Mix = OperationMix.Only(OperationKind.RecordUsage) }
        );
        health.Watch(run);
        await UntilAsync(() => run.Report().Operations.Failed > 0);
        (await AnswerAsync("localhost", port)).ShouldBe(HttpStatusCode.ServiceUnavailable);

        await database.ExecuteAsync("alter table llm_usage_logs drop constraint closed");
        await UntilAsync(() => run.Report().Operations.Done > 0);
        (await AnswerAsync("localhost", port)).ShouldBe(HttpStatusCode.OK);
        (await AnswerAsync("127.0.0.1", port)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_program_answers_on_the_port_of_its_environment()
    {
        await using var database = await V1Database.CreateAsync("a");
        var port = FreePort.Find();
        var running = TrafficProcess
            .CommandWithHealth(database.ConnectionString, Text(port), "--duration", "3s")
            .ExecuteBufferedAsync();

        await UntilAsync(async () =>
            await AnswerIfAnyAsync("localhost", port) == HttpStatusCode.OK
        );

        (await running).ExitCode.ShouldBe(ExitCodes.Done);
        (await AnswerIfAnyAsync("localhost", port)).ShouldBeNull();
    }

    [Fact]
    public async Task A_port_in_use_ends_it_with_2_before_anything_was_sent()
    {
        await using var database = await V1Database.CreateAsync("a");
        var before = await database.UsageRowsAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = Text(((IPEndPoint)other.LocalEndpoint).Port);

        var result = await TrafficProcess
            .CommandWithHealth(database.ConnectionString, port, "--duration", "1s")
            .ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain(
            $"Port {port} of OPSCENTER_HEALTH_PORT cannot be opened"
        );
        (await database.UsageRowsAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("http")]
    public async Task What_is_no_port_ends_it_with_2(string port)
    {
        var result = await TrafficProcess
            .CommandWithHealth("Host=127.0.0.1;Port=1", port)
            .ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain($"OPSCENTER_HEALTH_PORT is '{port}'");
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static async Task<HttpStatusCode> AnswerAsync(string host, int port)
    {
        using var response = await Client.GetAsync(new Uri($"http://{host}:{port}/health"));
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode?> AnswerIfAnyAsync(string host, int port)
    {
        try
        {
            return await AnswerAsync(host, port);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static Task UntilAsync(Func<bool> condition) =>
        UntilAsync(() => Task.FromResult(condition()));

    private static Task UntilAsync(Func<Task<bool>> condition) => Eventually.TrueAsync(condition);
}
