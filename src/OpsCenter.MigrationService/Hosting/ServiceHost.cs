using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpsCenter.Migrations;
using OpsCenter.ServiceDefaults.Hosting;

namespace OpsCenter.MigrationService.Hosting;

/// <summary>Builds the host of one command: that of every program, and the migrator.</summary>
internal static class ServiceHost
{
    /// <summary>The program's name, in telemetry and in pg_stat_activity.</summary>
    public const string ApplicationName = "opscenter";

    public static IHost Create(string connectionString, MigratorOptions options, bool verbose)
    {
        var builder = ProgramHost.CreateBuilder(ApplicationName, connectionString, verbose);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Migrator>();
        return builder.Build();
    }
}
