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

        var builder = Read(source, text);
        if (option is not null && source == "--connection" && builder.Password is not null)
        {
            warn(
                $"The password in --connection can be read by every user of this machine (ps). Use {Variable}, PGPASSWORD or PGPASSFILE instead."
            );
        }

        return Complete(builder, applicationName);
    }

    private static NpgsqlConnectionStringBuilder Read(string source, string text)
    {
        try
        {
            var builder = PostgresUri.IsUri(text)
                ? PostgresUri.Read(text)
                : new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(builder.Host))
            {
                throw new FormatException("it names no host");
            }

            return builder;
        }
        catch (Exception exception)
            when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new UsageException(
                $"The connection in {source} cannot be read: {exception.Message}",
                "Write \"Host=...;Port=5432;Database=...;Username=...\" or \"postgres://user@host:5432/database\"."
            );
        }
    }

    private static string Complete(NpgsqlConnectionStringBuilder builder, string applicationName)
    {
        builder.ApplicationName ??= applicationName;
        // DETAIL is half of what a failed statement says, and the reader is who ran it.
        builder.IncludeErrorDetail = true;
        // A transaction needs a connection of its own.
        builder.Multiplexing = false;
        return builder.ConnectionString;
    }
}
