using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.AppHost;
using OpsCenter.AppHost.GenericHost;
using OpsCenter.AppHost.Output;
using OpsCenter.AppHost.Servers;

namespace Microsoft.Extensions.Hosting;

/// <summary>Composes the database and the commands on the Generic Host.</summary>
internal static class OpsCenterHostingExtensions
{
    /// <summary>Adds the database: a server that runs already if a connection string names one, else the embedded one.</summary>
    /// <exception cref="AppHostException">A container was demanded.</exception>
    public static void AddOpsCenterDatabase(
        this HostApplicationBuilder builder,
        string name,
        ServerKind? demanded
    )
    {
        // The AppHost says itself what is up; the lifetime's lines would only repeat it.
        builder.Services.Configure<ConsoleLifetimeOptions>(options =>
            options.SuppressStatusMessages = true
        );
        HostFailures.LeaveToTheCaller(builder.Services);
        switch (ServerChoice.Choose(builder.Configuration, name, demanded, () => false))
        {
            case ServerKind.Existing:
                var connectionString = builder.Configuration.GetConnectionString(name)!;
                builder.Services.AddSingleton<IDatabase>(new ExistingDatabase(connectionString));
                break;
            case ServerKind.Embedded:
                builder.Services.AddSingleton(services =>
                    ActivatorUtilities.CreateInstance<EmbeddedDatabase>(services, name)
                );
                builder.Services.AddSingleton<IDatabase>(services =>
                    services.GetRequiredService<EmbeddedDatabase>()
                );
                builder.Services.AddHostedService(services =>
                    services.GetRequiredService<EmbeddedDatabase>()
                );
                break;
            default:
                throw new AppHostException(
                    "OpsCenter:Postgres is \"container\", and this build runs without Aspire, which runs the containers. "
                        + "Nothing was started. Choose embedded, give ConnectionStrings__opscenterdb, or build with "
                        + "-p:UseAspire=true.",
                    ExitCodes.Usage
                );
        }
    }

    /// <summary>Adds a command of <c>opscenter</c>, to be run to its end after those added before it.</summary>
    public static void AddOpsCenterCommand(
        this HostApplicationBuilder builder,
        string name,
        IReadOnlyList<string> arguments
    ) => builder.Services.AddSingleton(new OpsCenterCommand(name, "opscenter.dll", arguments));

    /// <summary>
    /// Adds V1 traffic, to run beside the commands added after it until the end of the run. They start when it runs.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="name">What it is called in output.</param>
    /// <param name="arguments">Its arguments; null for no traffic.</param>
    public static void AddV1Traffic(
        this HostApplicationBuilder builder,
        string name,
        IReadOnlyList<string>? arguments
    )
    {
        if (arguments is not null)
        {
            builder.Services.AddSingleton(
                new OpsCenterCommand(name, "opscenter-v1traffic.dll", arguments, RunsBeside: true)
            );
        }
    }

    /// <summary>Starts the host, runs the commands in order up to the first that fails, and stops all that was started.</summary>
    /// <param name="host">Disposed at the end.</param>
    /// <param name="once">Whether to end after the commands instead of staying up until a signal.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunToEndAsync(this IHost host, bool once)
    {
        await using var run = new HostRun(host, once);
        return await run.RunAsync();
    }
}
