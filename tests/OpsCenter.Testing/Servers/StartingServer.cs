using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace OpsCenter.Testing.Servers;

/// <summary>
/// Shows a running server to clients as one that starts: its port refuses connections until <see cref="Listen"/>, then answers the first
/// ones with SQLSTATE 57P03, then leads to the server.
/// </summary>
public sealed class StartingServer : IDisposable
{
    private readonly NpgsqlConnectionStringBuilder _target;
    private readonly TcpListener _listener;
    private readonly List<TcpClient> _clients = [];
    private readonly int _refusals;

    /// <param name="connectionString">The server, reached by TCP.</param>
    /// <param name="refusals">How many connections are answered with 57P03.</param>
    public StartingServer(string connectionString, int refusals)
    {
        _target = new NpgsqlConnectionStringBuilder(connectionString);
        _refusals = refusals;
        var port = FreePort.Find();
        _listener = new TcpListener(IPAddress.Loopback, port);
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = port,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
    }

    /// <summary>The same database, through the port that starts late.</summary>
    public string ConnectionString { get; }

    /// <summary>How many connections came so far.</summary>
    public int Connections => _clients.Count;

    public void Listen()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public void Dispose()
    {
        _listener.Stop();
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                _ = _clients.Count <= _refusals ? RefuseAsync(client) : LeadAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private static async Task RefuseAsync(TcpClient client)
    {
        var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[1024]);
        var fields = "SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"u8.ToArray();
        await stream.WriteAsync((byte[])[(byte)'E', 0, 0, 0, (byte)(fields.Length + 4), .. fields]);
        client.Dispose();
    }

    private async Task LeadAsync(TcpClient client)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(_target.Host!, _target.Port);
        await Task.WhenAny(
            client.GetStream().CopyToAsync(server.GetStream()),
            server.GetStream().CopyToAsync(client.GetStream())
        );
        client.Dispose();
    }
}
