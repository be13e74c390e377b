using System.Globalization;

namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>The settings of a server as command line arguments.</summary>
internal static class ServerSettings
{
    /// <summary>https://www.postgresql.org/docs/current/non-durability.html</summary>
    private static readonly Dictionary<string, string> Fast = new(StringComparer.Ordinal)
    {
        ["fsync"] = "off",
        ["synchronous_commit"] = "off",
        ["full_page_writes"] = "off",
        ["autovacuum"] = "off",
        ["wal_level"] = "minimal",
        ["max_wal_senders"] = "0",
    };

    public static IReadOnlyList<string> Arguments(
        ClusterFolder folder,
        int port,
        int major,
        PostgresClusterOptions options
    )
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
            ["logging_collector"] = "off",
            ["log_destination"] = "stderr",
            ["lc_messages"] = "C",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
        };
        if (!options.Durable)
        {
            Add(settings, Fast);
            if (major >= 18)
            {
                settings["io_method"] = "sync";
            }
        }

        Add(settings, options.Settings);
        return
        [
            "-D",
            folder.Data,
            .. settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" }),
        ];
    }

    private static void Add(
        Dictionary<string, string> settings,
        IEnumerable<KeyValuePair<string, string>> more
    )
    {
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }
    }
}
