using Npgsql;
using OpsCenter.Conformance.Databases;

namespace OpsCenter.Conformance.Laws;

/// <summary>Settings that occur in practice and change the meaning of SQL or the text of values.</summary>
internal static class UnusualSettings
{
    private const string IsolationLevel = "default_transaction_isolation";

    private static readonly string[] Locales = ["de_DE.UTF-8", "de_DE.utf8", "de_DE"];

    /// <summary>The sets of settings to try: opposite values of each setting.</summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ForAsync(
        DatabaseServer server,
        CancellationToken cancellation
    )
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal)
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
        var second = new Dictionary<string, string>(StringComparer.Ordinal)
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
            first["lc_numeric"] = locale;
            first["lc_monetary"] = locale;
            first["lc_time"] = locale;
        }

        return [first, second, Isolation("repeatable read"), Isolation("serializable")];
    }

    /// <summary>
    /// Whether a script may refuse to run: with a snapshot from before a lock it cannot see concurrent changes.
    /// </summary>
    public static bool MayBeRefused(IReadOnlyDictionary<string, string> settings) =>
        settings.ContainsKey(IsolationLevel);

    private static Dictionary<string, string> Isolation(string level) =>
        new(StringComparer.Ordinal) { [IsolationLevel] = level };

    /// <summary>A locale with a decimal comma, if the server has one installed.</summary>
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
                // The locale is not installed.
            }
        }

        return null;
    }
}
