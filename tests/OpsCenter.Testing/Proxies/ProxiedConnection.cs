using System.Net.Sockets;

namespace OpsCenter.Testing.Proxies;

/// <summary>One client's connection through the proxy, to the server and back.</summary>
internal sealed class ProxiedConnection : IDisposable
{
    // Requests that a client makes before it says who it is (manual, "Message Formats").
    private const int CancelRequest = 80877102;
    private const int SslRequest = 80877103;
    private const int GssRequest = 80877104;

    private readonly PostgresProxy _proxy;
    private readonly int _number;
    private readonly TcpClient _client;
    private readonly TcpClient _server = new() { NoDelay = true };
    private readonly Queue<Boundary> _unanswered = new();
    private int _backendPid;

    public ProxiedConnection(PostgresProxy proxy, int number, TcpClient client)
    {
        _proxy = proxy;
        _number = number;
        _client = client;
        _client.NoDelay = true;
    }

    public async Task RunAsync(string host, int port)
    {
        try
        {
            await _server.ConnectAsync(host, port);
            var reader = new ProtocolReader(_client.GetStream());
            if (await BeginAsync(reader))
            {
                // Whoever ends first ends both.
                await await Task.WhenAny(FromClientAsync(reader), FromServerAsync());
            }
        }
        catch (Exception exception)
            when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // One of the sides is gone, and the other learns it below.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    /// <summary>False for a request to cancel: there is nothing to follow.</summary>
    private async Task<bool> BeginAsync(ProtocolReader reader)
    {
        while (await reader.ReadAsync(hasKind: false) is { } message)
        {
            if (message.StartupCode is SslRequest or GssRequest)
            {
                await _client.GetStream().WriteAsync("N"u8.ToArray());
                continue;
            }

            await _server.GetStream().WriteAsync(message.Bytes);
            return message.StartupCode != CancelRequest;
        }

        return false;
    }

    private async Task FromClientAsync(ProtocolReader reader)
    {
        var server = _server.GetStream();
        using var held = new MemoryStream();
        var texts = new List<string>();
        while (await reader.ReadAsync() is { } message)
        {
            await held.WriteAsync(message.Bytes);
            if (message.Kind is 'P' or 'Q')
            {
                texts.Add(message.Sql);
            }

            // What belongs to a statement waits for its end, so that a cut before a boundary keeps all of it from the server.
            if (message.Kind is 'P' or 'B' or 'D' or 'E' or 'C')
            {
                continue;
            }

            if (message.Kind is 'Q' or 'S')
            {
                var boundary = _proxy.Count(_number, _backendPid, string.Join("; ", texts));
                texts.Clear();
                await _proxy.BeforeAsync(boundary);
                lock (_unanswered)
                {
                    _unanswered.Enqueue(boundary);
                }
            }

            await server.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length));
            held.SetLength(0);
        }
    }

    private async Task FromServerAsync()
    {
        var reader = new ProtocolReader(_server.GetStream());
        var client = _client.GetStream();
        while (await reader.ReadAsync() is { } message)
        {
            if (message.Kind == 'K')
            {
                _backendPid = message.BackendPid;
            }

            // ReadyForQuery: all of it is done, and the client does not know yet.
            if (message.Kind == 'Z' && Answered() is { } boundary)
            {
                await _proxy.AfterAsync(boundary);
            }

            await client.WriteAsync(message.Bytes);
        }
    }

    private Boundary? Answered()
    {
        lock (_unanswered)
        {
            return _unanswered.TryDequeue(out var boundary) ? boundary : null;
        }
    }
}
