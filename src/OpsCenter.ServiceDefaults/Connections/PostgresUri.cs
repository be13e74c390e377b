using System.Text.RegularExpressions;
using Npgsql;

namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>
/// Parses the URI form of libpq: postgres://user:password@host:port,host:port/database?sslmode=require (manual,
/// 34.1.1.2).
/// </summary>
internal static partial class PostgresUri
{
    public static bool IsUri(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="FormatException">
    /// The URI is invalid. The message contains only known parameters, because any other part may be a misplaced
    /// password.
    /// </exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            throw new FormatException("it is not of the form postgres://user@host:port/database");
        }

        var builder = new NpgsqlConnectionStringBuilder();
        var hosts = new UriHosts();
        Set(match, "hosts", hosts.ReadAuthority);
        Set(match, "user", value => builder.Username = Uri.UnescapeDataString(value));
        Set(match, "password", value => builder.Password = Uri.UnescapeDataString(value));
        Set(match, "database", value => builder.Database = Uri.UnescapeDataString(value));
        var parameters = match
            .Groups["query"]
            .Value.Split('&', StringSplitOptions.RemoveEmptyEntries);
        foreach (var parameter in parameters)
        {
            var (name, value) = Pair(parameter);
            UriParameters.Apply(builder, hosts, name, value);
        }

        hosts.WriteTo(builder);
        VerifyAsLibpq(builder);
        return builder;
    }

    private static void Set(Match match, string group, Action<string> assign)
    {
        if (match.Groups[group] is { Success: true, Length: > 0 } found)
        {
            assign(found.Value);
        }
    }

    private static (string Name, string Value) Pair(string parameter)
    {
        var parts = parameter.Split('=', 2);
        return (
            Uri.UnescapeDataString(parts[0]),
            parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : ""
        );
    }

    /// <summary>
    /// In libpq a root certificate changes <c>require</c> to <c>verify-ca</c>; Npgsql would ignore the certificate.
    /// </summary>
    private static void VerifyAsLibpq(NpgsqlConnectionStringBuilder builder)
    {
        if (builder is { SslMode: SslMode.Require, RootCertificate: not null })
        {
            builder.SslMode = SslMode.VerifyCA;
        }
    }

    [GeneratedRegex(
        @"^postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<hosts>[^@/?]*)(?:/(?<database>[^?]*))?(?:\?(?<query>.*))?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}
