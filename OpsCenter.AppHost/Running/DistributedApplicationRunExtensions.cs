using Microsoft.Extensions.DependencyInjection;
using OpsCenter.AppHost.Running;

namespace Aspire.Hosting;

/// <summary>Runs a distributed application up to the end of its commands.</summary>
internal static class DistributedApplicationRunExtensions
{
    /// <summary>
    /// Starts the application, follows its commands in order up to the first that fails, and stops all that was started. When
    /// publishing it only publishes.
    /// </summary>
    /// <param name="application">Disposed at the end.</param>
    /// <param name="database">What the commands wait for.</param>
    /// <param name="commands">The resources that run once, each waiting for the one before it.</param>
    /// <param name="traffic">What runs beside them until the end; null if there is none. If it ends by itself, that is a failure.</param>
    /// <param name="once">Whether to end after the commands instead of staying up until a signal.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunToEndAsync(
        this DistributedApplication application,
        IResourceBuilder<IResourceWithConnectionString> database,
        IReadOnlyList<IResourceBuilder<ProjectResource>> commands,
        IResourceBuilder<ProjectResource>? traffic,
        bool once
    )
    {
        var context =
            application.Services.GetRequiredService<DistributedApplicationExecutionContext>();
        if (context.IsRunMode)
        {
            var resources = commands.Select(command => command.Resource).ToArray();
            return await new ApplicationRun(
                application,
                database.Resource,
                resources,
                traffic?.Resource,
                once
            ).RunAsync();
        }

        await application.RunAsync();
        return Environment.ExitCode;
    }
}
