using Npgsql;

namespace OpsCenter.Conformance.Running;

/// <summary>Makes the connection string of a script's session.</summary>
internal static class SessionText
{
    public static NpgsqlConnectionStringBuilder Of(
        string connectionString,
        ScriptRunOptions options
    ) =>
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            ApplicationName = options.ApplicationName,
            IncludeErrorDetail = true,
            CommandTimeout = (int)Math.Ceiling(options.StatementLimit.TotalSeconds),
            Options = string.Join(
                ' ',
                options.Settings.Select(setting => $"-c {setting.Key}={Escape(setting.Value)}")
            ),
        };

    /// <summary>The server splits these options at blanks (manual, libpq's <c>options</c>).</summary>
    private static string Escape(string value) =>
        value
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace(" ", @"\ ", StringComparison.Ordinal);
}
