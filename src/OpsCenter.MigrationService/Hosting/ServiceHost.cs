using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Logs;
using OpsCenter.Migrations;

namespace OpsCenter.MigrationService.Hosting;

/// <summary>Builds the host of one command: data source, telemetry, log on standard error, and the migrator.</summary>
internal static class ServiceHost
{
    public static IHost Create(string connectionString, MigratorOptions options, bool verbose)
    {
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings
            {
                ApplicationName = "opscenter",
                // Not the folder that the operator happens to stand in: a foreign appsettings.json must not configure us.
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:opscenterdb", connectionString),
        ]);
        builder.Logging.ClearProviders();
        AddConsole(builder.Logging, verbose ? LogLevel.Debug : LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.AddServiceDefaults();
        builder.AddOpsCenterDataSource();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Migrator>();
        return builder.Build();
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
