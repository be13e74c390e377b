using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OpsCenter.AppHost.Output;

/// <summary>Keeps a failed start from being told twice.</summary>
internal static class HostFailures
{
    /// <summary>The host logs the exception with its stack trace and throws it; the AppHost prints its message.</summary>
    public static void LeaveToTheCaller(IServiceCollection services) =>
        services.AddLogging(logging =>
            logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
        );
}
