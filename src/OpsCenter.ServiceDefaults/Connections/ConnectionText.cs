using Npgsql;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>Finds the connection of a program, reads it in either form, and adds what its sessions need.</summary>
public static class ConnectionText
{
    /// <summary>The variable that is looked at after the option.</summary>
    public const string Variable = "OPSCENTER_CONNECTION";

    /// <summary>The variable that is looked at last: Aspire sets it for a reference.</summary>
    public const string AspireVariable = "ConnectionStrings__opscenterdb";

    /// <summary>The first of the three sources that is there.</summary>
    /// <param name="option">The value of --connection, or null.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="applicationName">The name by which an operator finds the program in pg_stat_activity, unless the text names another.</param>
    /// <param name="warn">Is called with a sentence if the option shows a password to everybody on the machine.</param>
    /// <exception cref="UsageException">There is none, or it cannot be read.</exception>
    /// <exception cref="MissingLibraryException">A library is missing that every connection needs.</exception>
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
                $"Give --connection, or set {Variable} or {AspireVariable}, for example to \"Host=db;Database=unicorn_db;Username=unicorn\"."
            );
        }

        var builder = ConnectionReader.Read(source, text);
        if (option is not null && source == "--connection" && builder.Password is not null)
        {
            warn(PasswordWarning("--connection", Variable));
        }

        return Complete(builder, applicationName);
    }

    /// <summary>An option's value, or else a variable's: a connection to a server rather than to a database of it; null if there is neither.</summary>
    /// <param name="name">The option's name, for messages.</param>
    /// <param name="option">Its value, or null.</param>
    /// <param name="variable">The variable's name.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="applicationName">As of <see cref="Resolve"/>.</param>
    /// <param name="warn">Is called with a sentence if the option shows a password to everybody on the machine.</param>
    /// <exception cref="UsageException">It cannot be read.</exception>
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
        $"The password in {option} can be read by every user of this machine (ps). Use {variable}, PGPASSWORD or PGPASSFILE instead.";

    private static string Complete(NpgsqlConnectionStringBuilder builder, string applicationName)
    {
        builder.ApplicationName ??= applicationName;
        // DETAIL is half of what a failed statement says, and the reader is who ran it.
        builder.IncludeErrorDetail = true;
        // A transaction needs a connection of its own.
        builder.Multiplexing = false;
        // Settings of one session must not be those of the next.
        builder.NoResetOnClose = false;
        KeepAlive(builder);
        SystemLibraries.EnsureOpenSsl();
        // Preferred, it is done without where its library is missing.
        if (builder.GssEncryptionMode == GssEncryptionMode.Prefer && !SystemLibraries.HasGssApi())
        {
            builder.GssEncryptionMode = GssEncryptionMode.Disable;
        }

        return builder.ConnectionString;
    }

    /// <summary>
    /// A statement may take hours in which nothing is sent. What stands between and forgets the connection tells nobody: without a
    /// question from time to time the program would wait for ever. Who set one of the three keywords has set them all.
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

    /// <summary>A server on this machine by its socket's folder: nothing stands between, and the socket refuses TCP's settings.</summary>
    private static bool IsSocketFile(string host) =>
        host.Trim() is ['@', ..] || Path.IsPathRooted(host.Trim());
}
