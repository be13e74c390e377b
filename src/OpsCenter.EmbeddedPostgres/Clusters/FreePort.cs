using System.Net;
using System.Net.Sockets;

namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>
/// Finds a free TCP port. Another process can take it before the server starts; then the start is repeated.
/// </summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
