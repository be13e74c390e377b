using Npgsql;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>Finds the connection of a program, parses it, and adds the settings for its sessions.</summary>
public static class ConnectionText
{
    /// <summary>The variable that is used if the option is missing.</summary>
    public const string Variable = "OPSCENTER_CONNECTION";

    /// <summary>The variable that is used last. Aspire sets it for a reference.</summary>
    public const string AspireVariable = "ConnectionStrings__opscenterdb";

    /// <summary>The connection from the first source that is set.</summary>
    /// <param name="option">The value of --connection, or null.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="applicationName">The name in pg_stat_activity, unless the text contains another one.</param>
    /// <param name="warn">
    /// Called with a warning if the option contains a password, which all users of the machine can read.
    /// </param>
    /// <exception cref="UsageException">The connection is missing or invalid.</exception>
    /// <exception cref="MissingLibraryException">A library that every connection needs is missing.</exception>
    public static string Resolve(
        string? option,
        Func<string, string?> environment,
        string applicationName,
        Action<string> warn
    )
    {
        if (option is not null && string.IsNullOrWhiteSpace(option))
        {
            throw new UsageException(
                "--connection is empty.",
                $"Give it a connection (is the variable in it set?), or leave it out to use {Variable}."
            );
        }

        var (source, text) = new[]
        {
            ("--connection", option),
            (Variable, environment(Variable)),
            (AspireVariable, environment(AspireVariable)),
        }.FirstOrDefault(candidate => !string.IsNullOrWhiteSpace(candidate.Item2));
        if (text is null)
        {
            throw new UsageException(
                "No database is named.",
                $"Give --connection, or set {Variable} or {AspireVariable}, for example to "
                    + "\"Host=db;Database=unicorn_db;Username=unicorn\"."
            );
        }

        var builder = ConnectionReader.Read(source, text);
        if (option is not null && source == "--connection" && builder.Password is not null)
        {
            warn(PasswordWarning("--connection", Variable));
        }

        return Complete(builder, applicationName);
    }

    /// <summary>Whether a connection has a password.</summary>
    /// <param name="source">Where the text comes from, for messages.</param>
    /// <param name="text">A connection string or a URI.</param>
    /// <exception cref="UsageException">It is no connection.</exception>
    public static bool HasPassword(string source, string text) =>
        ConnectionReader.Read(source, text).Password is not null;

    /// <summary>The connection to a server, from an option or else a variable; null if both are missing.</summary>
    /// <param name="name">The name of the option, for messages.</param>
    /// <param name="option">The value of the option, or null.</param>
    /// <param name="variable">The name of the variable.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="applicationName">See <see cref="Resolve"/>.</param>
    /// <param name="warn">
    /// Called with a warning if the option contains a password, which all users of the machine can read.
    /// </param>
    /// <exception cref="UsageException">The connection is invalid.</exception>
    public static string? Find(
        string name,
        string? option,
        string variable,
        Func<string, string?> environment,
        string applicationName,
        Action<string> warn
    )
    {
        var (source, text) = string.IsNullOrWhiteSpace(option)
            ? (variable, environment(variable))
            : (name, option);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var builder = ConnectionReader.Read(source, text);
        builder.Database ??= "postgres";
        if (source == name && builder.Password is not null)
        {
            warn(PasswordWarning(name, variable));
        }

        return Complete(builder, applicationName);
    }

    private static string PasswordWarning(string option, string variable) =>
        $"The password in {option} can be read by every user of this machine (ps). Use {variable}, PGPASSWORD "
        + "or PGPASSFILE instead.";

    private static string Complete(NpgsqlConnectionStringBuilder builder, string applicationName)
    {
        builder.ApplicationName ??= applicationName;
        // DETAIL contains much of the error, and only the user who ran the statement reads it.
        builder.IncludeErrorDetail = true;
        // A transaction needs its own connection.
        builder.Multiplexing = false;
        // Settings of one session must not remain in the next one.
        builder.NoResetOnClose = false;
        KeepAlive(builder);
        SystemLibraries.EnsureOpenSsl();
        // With "prefer" the connection works without the library.
        if (builder.GssEncryptionMode == GssEncryptionMode.Prefer && !SystemLibraries.HasGssApi())
        {
            builder.GssEncryptionMode = GssEncryptionMode.Disable;
        }

        return builder.ConnectionString;
    }

    /// <summary>
    /// A statement can run for hours without traffic on the connection, and a firewall may drop it silently. Without
    /// keepalives the program would then wait without a limit. If the user sets one of the three keywords, all of them
    /// are left to the user.
    /// </summary>
    private static void KeepAlive(NpgsqlConnectionStringBuilder builder)
    {
        if (
            builder.Host!.Split(',').Any(IsSocketFile)
            || builder
                .Keys.Cast<string>()
                .Any(key => key.StartsWith("TCP Keepalive", StringComparison.OrdinalIgnoreCase))
        )
        {
            return;
        }

        builder.TcpKeepAlive = true;
        builder.TcpKeepAliveTime = 30;
        builder.TcpKeepAliveInterval = 10;
    }

    /// <summary>Whether the host is the folder of a Unix socket, which does not support TCP settings.</summary>
    private static bool IsSocketFile(string host) =>
        host.Trim() is ['@', ..] || Path.IsPathRooted(host.Trim());
}
