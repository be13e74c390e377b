using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpsCenter.MigrationService.Tests.Telemetry;

/// <summary>A collector that keeps what is exported to it by OTLP over HTTP: names are readable in protobuf as they are.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, string> _received = new(StringComparer.Ordinal);

    public Collector()
    {
        Address = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ReceiveAsync();
    }

    public string Address { get; }

    public string Traces => _received.GetValueOrDefault("/v1/traces", "");

    public string Metrics => _received.GetValueOrDefault("/v1/metrics", "");

    public string Everything => string.Concat(_received.Values);

    public void Dispose() => _listener.Close();

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new StreamReader(context.Request.InputStream, Encoding.Latin1);
            var text = await body.ReadToEndAsync();
            _received.AddOrUpdate(
                context.Request.Url!.AbsolutePath,
                text,
                (_, before) => before + text
            );
            context.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
