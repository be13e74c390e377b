using Microsoft.Extensions.Configuration;

namespace OpsCenter.AppHost.Servers;

/// <summary>Chooses the server: one that was named, else the kind demanded, else a container if containers work here.</summary>
internal static class ServerChoice
{
    /// <param name="configuration">A connection string of this name means a server that runs already.</param>
    /// <param name="connectionName">The name of the connection string.</param>
    /// <param name="demanded">The kind that was asked for, if any.</param>
    /// <param name="containersWork">Asked only when nothing else decides, because it starts a process.</param>
    public static ServerKind Choose(
        IConfiguration configuration,
        string connectionName,
        ServerKind? demanded,
        Func<bool> containersWork
    )
    {
        if (!string.IsNullOrWhiteSpace(configuration.GetConnectionString(connectionName)))
        {
            return ServerKind.Existing;
        }

        return demanded ?? (containersWork() ? ServerKind.Container : ServerKind.Embedded);
    }
}
