using System.Collections.Concurrent;
using System.Net;
using System.Text;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Testing.Telemetry;

/// <summary>A collector that keeps what is exported to it by OTLP over HTTP: names are readable in protobuf as they are.</summary>
public sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();

    public Collector()
    {
        Address = $"http://127.0.0.1:{FreePort.Find()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ReceiveAsync();
    }

    public string Address { get; }

    public string Traces => Text("/v1/traces");

    public string Metrics => Text("/v1/metrics");

    public string Logs => Text("/v1/logs");

    public string Everything => string.Concat(_received.Select(request => Text(request.Body)));

    public IReadOnlyList<ExportedSpan> Spans =>
        [
            .. _received
                .Where(request => request.Path == "/v1/traces")
                .SelectMany(request => ExportedSpan.Read(request.Body)),
        ];

    public void Dispose() => _listener.Close();

    private string Text(string path) =>
        string.Concat(
            _received.Where(request => request.Path == path).Select(request => Text(request.Body))
        );

    private static string Text(byte[] body) => Encoding.Latin1.GetString(body);

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

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            _received.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
            context.Response.Close();
        }
    }
}
