using System.Globalization;
using System.Net;
using System.Text;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.V1Traffic.Health;

/// <summary>
/// Serves <c>GET /health</c> over HTTP on loopback: 503 until the first operation of the run succeeds, then 200. It
/// runs from
/// <see cref="Open"/> until disposal.
/// </summary>
internal sealed class HealthEndpoint : IDisposable
{
    /// <summary>
    /// The environment variable with the port, from 1 to 65535. If it is unset or empty, there is no endpoint.
    /// </summary>
    public const string PortVariable = "OPSCENTER_HEALTH_PORT";

    private readonly HttpListener _listener;
    private volatile TrafficRun? _run;

    private HealthEndpoint(HttpListener listener)
    {
        _listener = listener;
        _ = AnswerAsync();
    }

    /// <param name="environment">Reads an environment variable.</param>
    /// <returns>The endpoint, or null if no port is set.</returns>
    /// <exception cref="UsageException">The port is invalid or cannot be opened.</exception>
    public static HealthEndpoint? Open(Func<string, string?> environment)
    {
        var text = environment(PortVariable);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (
            !ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port == 0
        )
        {
            throw new UsageException(
                $"{PortVariable} is '{text}', which is no port. No traffic was sent.",
                $"Set {PortVariable} to a number from 1 to 65535, or unset it."
            );
        }

        return new HealthEndpoint(Listen(port));
    }

    /// <summary>Sets the run whose operations are reported.</summary>
    public void Watch(TrafficRun run) => _run = run;

    public void Dispose() => _listener.Close();

    private static HttpListener Listen(ushort port)
    {
        var listener = new HttpListener();
        // Both host names are served: if localhost is ::1, they are different addresses.
        listener.Prefixes.Add($"http://localhost:{port}/health/");
        listener.Prefixes.Add($"http://127.0.0.1:{port}/health/");
        try
        {
            listener.Start();
            return listener;
        }
        catch (HttpListenerException exception)
        {
            listener.Close();
            throw new UsageException(
                $"Port {port} of {PortVariable} cannot be opened: {exception.Message.TrimEnd('.')}. No "
                    + "traffic was sent.",
                $"Set {PortVariable} to a free port, or unset it."
            );
        }
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            HttpListenerContext request;
            try
            {
                request = await _listener.GetContextAsync();
            }
            catch (Exception closed)
                when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Answer(request.Response);
        }
    }

    private void Answer(HttpListenerResponse response)
    {
        var healthy = _run?.HasSucceeded ?? false;
        var text = healthy ? "Operations succeed.\n" : "No operation has succeeded yet.\n";
        try
        {
            response.StatusCode = (int)(
                healthy ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable
            );
            response.ContentType = "text/plain; charset=utf-8";
            response.Close(Encoding.UTF8.GetBytes(text), willBlock: false);
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException)
        {
            // The client closed the connection before the response.
        }
    }
}
