using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
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
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        //SD builder.AddServiceDefaults();
        builder.Services.AddNpgsqlDataSource(connectionString);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Migrator>();
        return builder.Build();
    }
}
