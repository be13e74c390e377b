using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>
/// Parses a connection string or URI. No message contains a part of the text, because any misplaced part may be the
/// password.
/// </summary>
internal static partial class ConnectionReader
{
    private const string Forms =
        "Write \"Host=...;Port=5432;Database=...;Username=...\" or \"postgres://user@host:5432/database\".";

    /// <param name="source">The source of the text, for messages.</param>
    /// <param name="text">The connection.</param>
    /// <exception cref="UsageException">The text is invalid, or it has no host.</exception>
    public static NpgsqlConnectionStringBuilder Read(string source, string text)
    {
        var trimmed = text.Trim();
        try
        {
            var builder = PostgresUri.IsUri(trimmed)
                ? PostgresUri.Read(trimmed)
                : ReadKeywords(trimmed);
            if (string.IsNullOrEmpty(builder.Host))
            {
                throw new FormatException("it names no host");
            }

            RefuseBlanks(builder);
            RefusePorts(builder);
            return builder;
        }
        catch (FormatException exception)
        {
            throw new UsageException(
                $"The connection in {source} cannot be read: {exception.Message}.",
                Forms
            );
        }
    }

    private static NpgsqlConnectionStringBuilder ReadKeywords(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException)
        {
            throw new FormatException(
                UnusableKeyword(text) is { } keyword
                    ? $"the value of {keyword} is invalid"
                    : "it has an unknown keyword, or a part that is not keyword=value",
                exception
            );
        }
    }

    /// <summary>A known keyword with an invalid value; null if there is none.</summary>
    private static string? UnusableKeyword(string text)
    {
        var known = new NpgsqlConnectionStringBuilder();
        foreach (var part in text.Split(';'))
        {
            var keyword = part.Split('=')[0].Trim();
            if (known.ContainsKey(keyword) && !IsUsable(part))
            {
                return keyword;
            }
        }

        return null;
    }

    private static bool IsUsable(string part)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(part);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException)
        {
            return false;
        }
    }

    /// <summary>
    /// Rejects the keyword form of libpq, which is separated by spaces: Npgsql would read all parts, with the password,
    /// as one value.
    /// </summary>
    private static void RefuseBlanks(NpgsqlConnectionStringBuilder builder)
    {
        string?[] values = [builder.Host, builder.Database, builder.Username];
        if (values.Any(value => value is not null && Misplaced().IsMatch(value)))
        {
            throw new FormatException(
                "its parts are separated by spaces, as in the keyword form of libpq; separate them by \";\""
            );
        }
    }

    /// <summary>Npgsql reports a port that no server can have as an argument of a method of its own.</summary>
    private static void RefusePorts(NpgsqlConnectionStringBuilder builder)
    {
        var ports = builder
            .Host!.Split(',')
            .Select(host => PortOf().Match(host.Trim()).Groups["port"].Value)
            .Where(port => port.Length > 0);
        if (
            builder.Port > ushort.MaxValue
            || ports.Any(port =>
                !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            )
        )
        {
            throw new FormatException("a port in it is not a number up to 65535");
        }
    }

    /// <summary>Behind a host's name, an IPv4 address or an IPv6 address in brackets; not a part of an address or a path.</summary>
    [GeneratedRegex(@"^([^:/\\]+|\[.*\]):(?<port>\d+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex PortOf();

    [GeneratedRegex(
        @"\s(host|hostaddr|server|port|dbname|database|user|username|user\s?id|password|passwd|pwd|passfile|sslmode|options|connect_timeout|application_name)\s*=",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Misplaced();
}
