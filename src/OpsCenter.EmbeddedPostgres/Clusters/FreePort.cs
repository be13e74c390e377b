using System.Net;
using System.Net.Sockets;

namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>A TCP port that nobody listens on at this moment; another process may be faster, so a start is tried again.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
