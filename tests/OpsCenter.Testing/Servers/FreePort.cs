using System.Net;
using System.Net.Sockets;

namespace OpsCenter.Testing.Servers;

/// <summary>A TCP port on loopback that nobody listens on at this moment.</summary>
public static class FreePort
{
    public static int Find()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
