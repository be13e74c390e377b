using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using OpsCenter.Testing.Proxies;

namespace OpsCenter.Testing;

/// <summary>
/// Stands between a client and a PostgreSQL server, counts the statement boundaries of all connections, and does something at one of
/// them: a crash that happens at the same place each time, without a hook in the code under test.
/// </summary>
public sealed class PostgresProxy : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _target;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<int, ProxiedConnection> _connections = new();
    private readonly List<Boundary> _boundaries = [];
    private readonly ConcurrentBag<Task> _hooks = [];
    private readonly Task _accepting;
    private volatile bool _isCut;

    /// <summary>Listens on a free loopback port from now on.</summary>
    /// <param name="connectionString">The server, reached by TCP.</param>
    public PostgresProxy(string connectionString)
    {
        _target = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
            SslMode = SslMode.Disable,
        }.ConnectionString;
        _accepting = AcceptAsync();
    }

    /// <summary>The same database, through the proxy.</summary>
    public string ConnectionString { get; }

    /// <summary>Called before the server gets to see a boundary. What it throws is rethrown by <see cref="DisposeAsync"/>.</summary>
    public Func<Boundary, Task>? Before { get; set; }

    /// <summary>Called when the server has done all of a boundary, before the client learns it.</summary>
    public Func<Boundary, Task>? After { get; set; }

    /// <summary>What went through so far.</summary>
    public IReadOnlyList<Boundary> Boundaries
    {
        get
        {
            lock (_boundaries)
            {
                return [.. _boundaries];
            }
        }
    }

    private Exception? Fault { get; set; }

    /// <summary>Cuts every connection, and lets nobody in any more.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }
    }

    /// <summary>Cuts one connection only.</summary>
    public void Cut(int connection) => _connections[connection].Dispose();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Stop();
        await _accepting;
        // A client may be gone long before that is done which made it go.
        await Task.WhenAll(_hooks).ContinueWith(_ => { }, TaskScheduler.Default);
        if (Fault is not null)
        {
            throw new InvalidOperationException("What was to happen at a boundary failed.", Fault);
        }
    }

    internal Boundary Count(int connection, int backendPid, string text)
    {
        lock (_boundaries)
        {
            var boundary = new Boundary(_boundaries.Count + 1, connection, backendPid, text);
            _boundaries.Add(boundary);
            return boundary;
        }
    }

    internal Task BeforeAsync(Boundary boundary) => CallAsync(Before, boundary);

    internal Task AfterAsync(Boundary boundary) => CallAsync(After, boundary);

    private async Task CallAsync(Func<Boundary, Task>? hook, Boundary boundary)
    {
        try
        {
            var called = hook?.Invoke(boundary) ?? Task.CompletedTask;
            _hooks.Add(called);
            await called;
        }
        catch (Exception exception)
        {
            Fault = exception;
            Cut();
            throw new IOException("The hook failed.", exception);
        }
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                if (_isCut)
                {
                    client.Dispose();
                    continue;
                }

                var connection = new ProxiedConnection(this, running.Count + 1, client);
                _connections[running.Count + 1] = connection;
                running.Add(connection.RunAsync(_target.Host!, _target.Port));
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
        catch (ObjectDisposedException)
        {
            // Stopped.
        }

        await Task.WhenAll(running);
    }
}
