using Npgsql;
using OpsCenter.Conformance.Databases;

namespace OpsCenter.Conformance.Laws;

/// <summary>Settings that users, databases and roles really have, and that change what SQL means or how values are written.</summary>
internal static class OtherSettings
{
    private const string IsolationLevel = "default_transaction_isolation";

    private static readonly string[] Locales = ["de_DE.UTF-8", "de_DE.utf8", "de_DE"];

    /// <summary>Sets that are tried together: both ends of what each setting can be.</summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ForAsync(
        DatabaseServer server,
        CancellationToken cancellation
    )
    {
        var east = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TimeZone"] = "Pacific/Chatham",
            ["DateStyle"] = "SQL, DMY",
            ["IntervalStyle"] = "sql_standard",
            ["bytea_output"] = "escape",
            ["extra_float_digits"] = "-10",
            ["check_function_bodies"] = "off",
            ["quote_all_identifiers"] = "on",
            ["client_min_messages"] = "error",
        };
        var west = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TimeZone"] = "America/Los_Angeles",
            ["DateStyle"] = "German, YMD",
            ["IntervalStyle"] = "iso_8601",
            ["extra_float_digits"] = "3",
            ["row_security"] = "off",
            ["array_nulls"] = "off",
            ["xmloption"] = "document",
        };
        if (await LocaleAsync(server, cancellation) is { } locale)
        {
            east["lc_numeric"] = locale;
            east["lc_monetary"] = locale;
            east["lc_time"] = locale;
        }

        return [east, west, Isolation("repeatable read"), Isolation("serializable")];
    }

    /// <summary>Whether a script may refuse to run under it: under a snapshot of before it may be unable to see what it must.</summary>
    public static bool MayBeRefused(IReadOnlyDictionary<string, string> settings) =>
        settings.ContainsKey(IsolationLevel);

    private static Dictionary<string, string> Isolation(string level) =>
        new(StringComparer.Ordinal) { [IsolationLevel] = level };

    /// <summary>A locale with a comma before the fraction, if the server's machine has one.</summary>
    private static async Task<string?> LocaleAsync(
        DatabaseServer server,
        CancellationToken cancellation
    )
    {
        foreach (var locale in Locales)
        {
            try
            {
                await server.ExecuteAsync(
                    $"select set_config('lc_numeric', '{locale}', true)",
                    cancellation
                );
                return locale;
            }
            catch (PostgresException refused)
                when (refused.SqlState == PostgresErrorCodes.InvalidParameterValue)
            {
                // The machine does not have it.
            }
        }

        return null;
    }
}
