using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace OpsCenter.ServiceDefaults.Hosting;

/// <summary>The host of a program that is run from a command line: data source, telemetry, log on standard error.</summary>
public static class ProgramHost
{
    /// <summary>Prepares a host that neither listens to signals nor prints: the command line does both.</summary>
    /// <param name="applicationName">The program's name.</param>
    /// <param name="connectionString">To the database, complete.</param>
    /// <param name="verbose">Whether details are logged, and not only warnings.</param>
    /// <param name="sampling">Which spans are exported, as for <c>AddServiceDefaults</c>; null for all.</param>
    public static HostApplicationBuilder CreateBuilder(
        string applicationName,
        string connectionString,
        bool verbose,
        Func<BaseProcessor<Activity>, BaseProcessor<Activity>>? sampling = null
    )
    {
        // Configured by the command line and the environment alone: no appsettings.json of the folder that the operator happens to
        // stand in, and no time spent on looking for one.
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings
            {
                ApplicationName = applicationName,
                EnvironmentName = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT"),
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:opscenterdb", connectionString),
            // A span for each command, all of one name and with the whole script as text: our own spans say what is done.
            new("Aspire:Npgsql:DisableTracing", "true"),
        ]);
        AddConsole(builder.Logging, verbose ? LogLevel.Debug : LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.AddServiceDefaults(sampling);
        builder.AddOpsCenterDataSource();
        return builder;
    }

    /// <summary>
    /// Standard output belongs to the report; telemetry gets more than an operator wants to see, though not every statement's text.
    /// Our own errors are printed as messages with a remedy, so that they are no lines of the log as well.
    /// </summary>
    private static void AddConsole(ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(LogLevel.Debug);
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.AddFilter<ConsoleLoggerProvider>(logged => logged >= level);
        logging.AddFilter<ConsoleLoggerProvider>(
            "OpsCenter",
            logged => logged >= level && level < LogLevel.Warning
        );
        logging.AddFilter<OpenTelemetryLoggerProvider>(logged => logged >= LogLevel.Information);
        logging.AddFilter<OpenTelemetryLoggerProvider>("Npgsql", LogLevel.Warning);
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
    }
}
