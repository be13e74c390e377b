using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpsCenter.AppHost;
using OpsCenter.AppHost.Running;

namespace Aspire.Hosting;

/// <summary>Runs a distributed application up to the end of its migration.</summary>
internal static class DistributedApplicationRunExtensions
{
    /// <summary>
    /// Starts the application, follows the migration to its end, and stops all that was started. When publishing it only publishes.
    /// </summary>
    /// <param name="application">Disposed at the end.</param>
    /// <param name="migration">What is waited for.</param>
    /// <param name="seed">What builds the V1 database; null if nothing does.</param>
    /// <param name="traffic">What runs beside the migration until the end; null if nothing does.</param>
    /// <param name="once">Whether to end after the migration instead of staying up until a signal.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunToEndAsync(
        this DistributedApplication application,
        IResourceBuilder<SqlMigrationResource> migration,
        IResourceBuilder<ProjectResource>? seed,
        IResourceBuilder<ProjectResource>? traffic,
        bool once
    )
    {
        var context =
            application.Services.GetRequiredService<DistributedApplicationExecutionContext>();
        if (context.IsRunMode)
        {
            return await new ApplicationRun(
                application,
                migration.Resource,
                seed?.Resource,
                traffic?.Resource,
                once
            ).RunAsync();
        }

        // The host ends with 0 when a background service fails, and the pipeline's executor is one.
        var services = application.Services.GetServices<IHostedService>().ToArray();
        await application.RunAsync();
        return services
            .OfType<BackgroundService>()
            .Any(service => service.ExecuteTask is { IsFaulted: true })
            ? ExitCodes.Failed
            : ExitCodes.Success;
    }
}
