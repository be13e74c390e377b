using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Logs;

namespace OpsCenter.ServiceDefaults.Hosting;

/// <summary>The host of a program that is run from a command line: data source, telemetry, log on standard error.</summary>
public static class ProgramHost
{
    /// <summary>Prepares a host that neither listens to signals nor prints: the command line does both.</summary>
    /// <param name="applicationName">The program's name.</param>
    /// <param name="connectionString">To the database, complete.</param>
    /// <param name="verbose">Whether details are logged, and not only warnings.</param>
    public static HostApplicationBuilder CreateBuilder(
        string applicationName,
        string connectionString,
        bool verbose
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
        ]);
        AddConsole(builder.Logging, verbose ? LogLevel.Debug : LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.AddServiceDefaults();
        builder.AddOpsCenterDataSource();
        return builder;
    }

    /// <summary>Standard output belongs to the report; telemetry gets more than an operator wants to see.</summary>
    private static void AddConsole(ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(LogLevel.Debug);
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.AddFilter<ConsoleLoggerProvider>(logged => logged >= level);
        logging.AddFilter<OpenTelemetryLoggerProvider>(logged => logged >= LogLevel.Information);
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
    }
}
