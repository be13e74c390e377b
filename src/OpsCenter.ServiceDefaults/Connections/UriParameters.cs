using Npgsql;

namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>Applies the parameters of a connection URI (manual, 34.1.2).</summary>
internal static class UriParameters
{
    /// <summary>Parameters with an equivalent keyword in Npgsql.</summary>
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["dbname"] = "Database",
        ["user"] = "Username",
        ["password"] = "Password",
        ["passfile"] = "Passfile",
        ["sslmode"] = "SSL Mode",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["sslnegotiation"] = "SSL Negotiation",
        ["channel_binding"] = "Channel Binding",
        ["require_auth"] = "Require Auth",
        ["gssencmode"] = "GSS Encryption Mode",
        ["krbsrvname"] = "Kerberos Service Name",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["options"] = "Options",
        ["target_session_attrs"] = "Target Session Attributes",
        ["keepalives_idle"] = "TCP Keepalive Time",
        ["keepalives_interval"] = "TCP Keepalive Interval",
    };

    /// <summary>Parameters whose values are words with dashes in libpq and without in Npgsql.</summary>
    private static readonly HashSet<string> Words =
    [
        "sslmode",
        "sslnegotiation",
        "channel_binding",
        "gssencmode",
    ];

    /// <summary>Parameters that are ignored: they do not change the security or the server of the connection.</summary>
    private static readonly HashSet<string> Ignored =
    [
        "client_encoding",
        "gsslib",
        "keepalives_count",
        "sslcompression",
        "sslsni",
        "tcp_user_timeout",
    ];

    /// <summary>Parameters that are rejected: they select a server or a check that Npgsql does not support.</summary>
    private static readonly HashSet<string> Refused =
    [
        "gssdelegation",
        "hostaddr",
        "replication",
        "requirepeer",
        "service",
        "ssl_max_protocol_version",
        "ssl_min_protocol_version",
        "sslcertmode",
        "sslcrl",
        "sslcrldir",
    ];

    /// <exception cref="FormatException">
    /// The parameter or its value is unknown; the message contains neither.
    /// </exception>
    public static void Apply(
        NpgsqlConnectionStringBuilder builder,
        UriHosts hosts,
        string name,
        string value
    )
    {
        var parameter = name.ToLowerInvariant();
        switch (parameter)
        {
            case "host":
                hosts.ReadHosts(value);
                break;
            case "port":
                hosts.ReadPorts(value);
                break;
            case "sslrootcert":
                RootCertificate(builder, value);
                break;
            case "ssl":
                builder.SslMode = Word(parameter, value, "true")
                    ? SslMode.Require
                    : builder.SslMode;
                break;
            case "keepalives":
                builder.TcpKeepAlive = Word(parameter, value, "1", "0");
                break;
            case "load_balance_hosts":
                builder.LoadBalanceHosts = Word(parameter, value, "random", "disable");
                break;
            case "fallback_application_name":
                builder.ApplicationName ??= value;
                break;
            default:
                Keyword(builder, parameter, value);
                break;
        }
    }

    /// <summary>
    /// <c>system</c> is the certificate store of the system, which Npgsql uses by default (libpq 16).
    /// </summary>
    private static void RootCertificate(NpgsqlConnectionStringBuilder builder, string value)
    {
        if (value == "system")
        {
            builder.SslMode = SslMode.VerifyFull;
        }
        else
        {
            builder.RootCertificate = value;
        }
    }

    private static bool Word(string parameter, string value, string yes, string? no = null) =>
        value == yes || (value == no ? false : throw Unusable(parameter));

    private static void Keyword(
        NpgsqlConnectionStringBuilder builder,
        string parameter,
        string value
    )
    {
        if (Ignored.Contains(parameter))
        {
            return;
        }

        if (Refused.Contains(parameter))
        {
            throw new FormatException($"its parameter {parameter} is not supported");
        }

        if (!Keywords.TryGetValue(parameter, out var keyword))
        {
            throw new FormatException("it has an unknown parameter");
        }

        try
        {
            builder[keyword] = Words.Contains(parameter)
                ? value.Replace("-", "", StringComparison.Ordinal)
                : value;
        }
        catch (ArgumentException exception)
        {
            throw Unusable(parameter, exception);
        }
    }

    private static FormatException Unusable(string parameter, Exception? inner = null) =>
        new($"the value of its parameter {parameter} is invalid", inner);
}
