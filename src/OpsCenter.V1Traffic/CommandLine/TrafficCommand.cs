using System.CommandLine;
using System.CommandLine.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpsCenter.ServiceDefaults.CommandLine;
using OpsCenter.ServiceDefaults.Connections;
using OpsCenter.ServiceDefaults.Hosting;
using OpsCenter.V1Traffic.Health;
using OpsCenter.V1Traffic.Output;
using OpsCenter.V1Traffic.Telemetry;

namespace OpsCenter.V1Traffic.CommandLine;

/// <summary>Runs <c>opscenter-v1traffic</c>; returns the exit code.</summary>
internal static class TrafficCommand
{
    private const string ApplicationName = "opscenter-v1traffic";

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var command = TrafficArguments.CreateCommand();
        command.SetAction(RunAsync);
        var parsed = command.Parse(
            arguments,
            // Arguments that start with @ are not response files.
            new ParserConfiguration { ResponseFileTokenReplacer = null }
        );
        if (parsed.Action is ParseErrorAction)
        {
            return ErrorOutput.Write(
                new UsageException(
                    string.Join('\n', parsed.Errors.Select(error => error.Message)),
                    $"{ApplicationName} --help lists the options."
                ),
                arguments.Contains(TrafficArguments.Json.Name, StringComparer.Ordinal)
            );
        }

        return await parsed.InvokeAsync(
            // The program handles signals itself, to finish the queued operations before the report.
            new InvocationConfiguration
            {
                ProcessTerminationTimeout = null,
                EnableDefaultExceptionHandler = false,
            },
            CancellationSignals.Listen()
        );
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var json = parsed.GetValue(TrafficArguments.Json);
        try
        {
            var report = await InHostAsync(parsed, json, cancellation);
            Console.Out.Write(json ? ReportJson.Of(report) : ReportText.Of(report));
            return report.IsClean ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before any traffic was sent.");
            return ExitCodes.Cancelled;
        }
        // Every error becomes a message and an exit code.
        catch (Exception exception)
        {
            return ErrorOutput.Write(exception, json);
        }
    }

    private static async Task<TrafficReport> InHostAsync(
        ParseResult parsed,
        bool json,
        CancellationToken cancellation
    )
    {
        var options = TrafficArguments.Read(parsed);
        var connection = ConnectionText.Resolve(
            parsed.GetValue(TrafficArguments.Connection),
            Environment.GetEnvironmentVariable,
            ApplicationName,
            Console.Error.WriteLine
        );
        using var health = HealthEndpoint.Open(Environment.GetEnvironmentVariable);
        var builder = ProgramHost.CreateBuilder(
            ApplicationName,
            WithRoomFor(options.Clients, connection),
            verbose: false,
            export => new TraceSampling(export, TimeProvider.System)
        );
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellation);
            await using var run = await TrafficRun.StartAsync(
                host.Services.GetRequiredService<NpgsqlDataSource>(),
                options,
                cancellation
            );
            health?.Watch(run);
            var progress = new Progress(run, json ? Console.Error : Console.Out);
            progress.Begin();
            await progress.UntilEndAsync(parsed.GetValue(TrafficArguments.Progress), cancellation);
            return await run.StopAsync();
        }
        finally
        {
            await host.EndAsync();
        }
    }

    private static string WithRoomFor(int clients, string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        builder.MaxPoolSize = Math.Max(builder.MaxPoolSize, clients);
        return builder.ConnectionString;
    }
}
