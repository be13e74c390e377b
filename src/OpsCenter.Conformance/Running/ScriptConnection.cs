using Npgsql;

namespace OpsCenter.Conformance.Running;

/// <summary>Creates the connection string for the session of a script.</summary>
internal static class ScriptConnection
{
    public static NpgsqlConnectionStringBuilder Create(
        string connectionString,
        ScriptRunOptions options
    ) =>
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            ApplicationName = options.ApplicationName,
            IncludeErrorDetail = true,
            CommandTimeout = (int)Math.Ceiling(options.StatementTimeout.TotalSeconds),
            Options = string.Join(
                ' ',
                options.Settings.Select(setting => $"-c {setting.Key}={Escape(setting.Value)}")
            ),
        };

    /// <summary>The server splits the options at spaces (manual, <c>options</c> of libpq).</summary>
    private static string Escape(string value) =>
        value
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace(" ", @"\ ", StringComparison.Ordinal);
}
