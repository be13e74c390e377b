using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>Reads libpq's URI form: postgres://user:password@host:port/database?sslmode=require (manual, 34.1.1.2).</summary>
internal static partial class PostgresUri
{
    private static readonly Dictionary<string, string> Keywords = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["host"] = "Host",
        ["port"] = "Port",
        ["dbname"] = "Database",
        ["user"] = "Username",
        ["password"] = "Password",
        ["passfile"] = "Passfile",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["options"] = "Options",
        ["target_session_attrs"] = "Target Session Attributes",
    };

    public static bool IsUri(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="FormatException">It is no such URI; the message never repeats it.</exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            throw new FormatException("it is not of the form postgres://user@host:port/database");
        }

        var builder = new NpgsqlConnectionStringBuilder();
        Set(match, "host", value => builder.Host = value.Trim('[', ']'));
        Set(match, "port", value => builder.Port = Port(value));
        Set(match, "user", value => builder.Username = value);
        Set(match, "password", value => builder.Password = value);
        Set(match, "database", value => builder.Database = value);
        foreach (
            var parameter in match
                .Groups["query"]
                .Value.Split('&', StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var (name, value) = Pair(parameter);
            if (!Keywords.TryGetValue(name, out var keyword))
            {
                throw new FormatException($"its parameter \"{name}\" is not known here");
            }

            // libpq writes verify-full, Npgsql VerifyFull.
            builder[keyword] = value.Replace(
                "-",
                keyword == "SSL Mode" ? "" : "-",
                StringComparison.Ordinal
            );
        }

        return builder;
    }

    private static void Set(Match match, string group, Action<string> assign)
    {
        if (match.Groups[group] is { Success: true, Length: > 0 } found)
        {
            assign(Uri.UnescapeDataString(found.Value));
        }
    }

    private static int Port(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new FormatException("its port is not a number up to 65535");

    private static (string Name, string Value) Pair(string parameter)
    {
        var parts = parameter.Split('=', 2);
        return (
            Uri.UnescapeDataString(parts[0]),
            parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : ""
        );
    }

    [GeneratedRegex(
        @"^postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<host>\[[^\]]*\]|[^:@/?]*)(?::(?<port>[^/?]*))?(?:/(?<database>[^?]*))?(?:\?(?<query>.*))?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}
