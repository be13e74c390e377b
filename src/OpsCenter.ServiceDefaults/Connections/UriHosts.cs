using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>The hosts of a URI with their ports. As in libpq, a parameter overrides the part before the path.</summary>
internal sealed partial class UriHosts
{
    private const int DefaultPort = NpgsqlConnection.DefaultPort;

    private string[] _hosts = [];
    private string[] _ports = [];

    /// <summary>Parses <c>host:port,host:port</c>.</summary>
    /// <exception cref="FormatException">A part is not a host with an optional port.</exception>
    public void ReadAuthority(string text)
    {
        var parts = text.Split(',').Select(part => HostAndPort().Match(part)).ToList();
        if (parts.Exists(part => !part.Success))
        {
            throw new FormatException("it is not of the form postgres://user@host:port/database");
        }

        _hosts = [.. parts.Select(part => Uri.UnescapeDataString(part.Groups["host"].Value))];
        _ports = [.. parts.Select(part => part.Groups["port"].Value)];
    }

    public void ReadHosts(string list) => _hosts = list.Split(',');

    public void ReadPorts(string list) => _ports = list.Split(',');

    /// <exception cref="FormatException">
    /// A port is invalid, or their number is neither 1 nor that of the hosts.
    /// </exception>
    public void WriteTo(NpgsqlConnectionStringBuilder builder)
    {
        if (_ports.Length > 1 && _ports.Length != Math.Max(1, _hosts.Length))
        {
            throw new FormatException("it has more or fewer ports than hosts");
        }

        var ports = _ports.Select(Port).ToList();
        if (_hosts.Length > 1)
        {
            builder.Host = string.Join(
                ',',
                _hosts.Select((host, index) => Joined(host, Of(index)))
            );
            return;
        }

        if (_hosts is [{ Length: > 0 } only])
        {
            builder.Host = only.Trim('[', ']');
        }

        builder.Port = Of(0);

        int Of(int index) => ports is [] ? DefaultPort : ports[Math.Min(index, ports.Count - 1)];
    }

    private static string Joined(string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    private static int Port(string text) =>
        text.Length == 0 ? DefaultPort
        : ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
        : throw new FormatException("a port in it is not a number up to 65535");

    [GeneratedRegex(
        @"^(?<host>\[[^\]\[]*\]|[^:\[\]]*)(?::(?<port>.*))?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex HostAndPort();
}
