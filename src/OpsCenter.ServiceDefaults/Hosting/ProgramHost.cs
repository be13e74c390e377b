using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace OpsCenter.ServiceDefaults.Hosting;

/// <summary>Creates the host of a command line program: data source, telemetry, log on standard error.</summary>
public static class ProgramHost
{
    /// <summary>Creates a host that neither handles signals nor prints: the command line does both.</summary>
    /// <param name="applicationName">The name of the program.</param>
    /// <param name="connectionString">The complete connection string of the database.</param>
    /// <param name="verbose">Whether to log details and not only warnings.</param>
    /// <param name="sampling">Selects the spans to export, see <c>AddServiceDefaults</c>; null for all.</param>
    public static HostApplicationBuilder CreateBuilder(
        string applicationName,
        string connectionString,
        bool verbose,
        Func<BaseProcessor<Activity>, BaseProcessor<Activity>>? sampling = null
    )
    {
        // Only the command line and the environment configure the host: an appsettings.json in the current directory
        // must have no effect, and searching for one takes time.
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
            // It adds a span for each command, all with the same name and the whole script as text. Our own spans are
            // more useful.
            new("Aspire:Npgsql:DisableTracing", "true"),
            // No program of ours answers it.
            new("Aspire:Npgsql:DisableHealthChecks", "true"),
        ]);
        AddConsole(builder.Logging, verbose ? LogLevel.Debug : LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.AddServiceDefaults(sampling);
        builder.AddOpsCenterDataSource();
        return builder;
    }

    /// <summary>
    /// The log goes to standard error, because standard output is for the report. Telemetry gets more details, but not
    /// the text of every statement. Known errors are not logged: they are printed as messages with a remedy.
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
