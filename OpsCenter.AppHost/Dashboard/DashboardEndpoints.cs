using System.Net;
using System.Net.Sockets;

namespace OpsCenter.AppHost.Dashboard;

/// <summary>
/// The addresses that the dashboard needs. The launch profile names them; without one, or where a port is in use, a free port of the
/// loopback interface is taken, so that a second AppHost can run beside the first.
/// </summary>
internal static class DashboardEndpoints
{
    private const string Unsecured = "ASPIRE_ALLOW_UNSECURED_TRANSPORT";

    private static readonly string[] Keys =
    [
        "ASPNETCORE_URLS",
        "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL",
        "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL",
    ];

    /// <summary>Configuration arguments for what is missing or cannot be used.</summary>
    /// <param name="configured">Looks a key up; null if it is not set.</param>
    /// <param name="onPortInUse">Gets the configured address and the one that is taken instead.</param>
    public static IEnumerable<string> Arguments(
        Func<string, string?> configured,
        Action<string, string> onPortInUse
    )
    {
        foreach (var key in Keys)
        {
            // Aspire uses the first of several addresses.
            var address = configured(key)?.Split(';')[0];
            if (string.IsNullOrWhiteSpace(address))
            {
                yield return $"--{key}=http://localhost:{FreePort()}";
            }
            else if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsInUse(uri))
            {
                var free = new UriBuilder(uri) { Port = FreePort() }
                    .Uri.ToString()
                    .TrimEnd('/');
                onPortInUse(address, free);
                yield return $"--{key}={free}";
            }
        }

        // Nothing of it leaves the machine, and a developer certificate may be missing.
        if (string.IsNullOrWhiteSpace(configured(Unsecured)))
        {
            yield return $"--{Unsecured}=true";
        }
    }

    /// <summary>A host that is no loopback address is left to Aspire, which refuses it by name.</summary>
    private static bool IsInUse(Uri address) =>
        address.IsLoopback
        && (
            IsInUse(IPAddress.Loopback, address.Port)
            || IsInUse(IPAddress.IPv6Loopback, address.Port)
        );

    private static bool IsInUse(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return false;
        }
        catch (SocketException taken)
        {
            // Any other error, such as a machine without IPv6, says nothing about the port.
            return taken.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
