using System.Globalization;
using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// Says to libpq by environment variables what a connection string says to Npgsql (manual, "Environment Variables"). The password is
/// among them, never among the arguments: the environment of a process can be read by its own user only.
/// </summary>
internal static class LibpqEnvironment
{
    /// <param name="connectionString">The database, password included if there is one.</param>
    /// <param name="session">Connected to it: of several hosts, the one that answered is meant.</param>
    /// <param name="toolMajor">The program's major version: before 16, libpq knows no system certificates.</param>
    public static Dictionary<string, string?> Of(
        string connectionString,
        DatabaseSession session,
        int toolMajor
    )
    {
        var source = new NpgsqlConnectionStringBuilder(connectionString);
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PGHOST"] = session.Connection.Host,
            ["PGPORT"] = session.Connection.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = session.Connection.UserName,
            ["PGSSLMODE"] = SslMode(source.SslMode),
            ["PGCONNECT_TIMEOUT"] = source.Timeout.ToString(CultureInfo.InvariantCulture),
            // What an operator's shell has of these would lead elsewhere, or change what is written.
            ["PGHOSTADDR"] = null,
            ["PGSERVICE"] = null,
            ["PGTARGETSESSIONATTRS"] = null,
            ["PGLOADBALANCEHOSTS"] = null,
            ["PGCLIENTENCODING"] = null,
            ["LC_ALL"] = "C",
        };
        SetIfGiven(variables, "PGPASSWORD", source.Password);
        SetIfGiven(variables, "PGPASSFILE", source.Passfile);
        SetIfGiven(variables, "PGOPTIONS", source.Options);
        SetIfGiven(variables, "PGSSLROOTCERT", RootCertificate(source, toolMajor));
        SetIfGiven(variables, "PGSSLCERT", source.SslCertificate);
        SetIfGiven(variables, "PGSSLKEY", source.SslKey);
        SetIfGiven(variables, "PGKRBSRVNAME", source.KerberosServiceName);
        SetIfGiven(variables, "PGREQUIREAUTH", source.RequireAuth);
        SetIfNamed(variables, "PGSSLNEGOTIATION", source, "SSL Negotiation");
        SetIfNamed(variables, "PGGSSENCMODE", source, "GSS Encryption Mode");
        SetIfNamed(variables, "PGCHANNELBINDING", source, "Channel Binding");
        return variables;
    }

    private static string SslMode(SslMode mode) =>
        mode switch
        {
            Npgsql.SslMode.VerifyCA => "verify-ca",
            Npgsql.SslMode.VerifyFull => "verify-full",
            _ => mode.ToString().ToLowerInvariant(),
        };

    /// <summary>Npgsql verifies by the system's certificates where none is named; libpq, only when told to.</summary>
    private static string? RootCertificate(NpgsqlConnectionStringBuilder source, int toolMajor) =>
        source switch
        {
            { RootCertificate: { Length: > 0 } named } => named,
            { SslMode: Npgsql.SslMode.VerifyFull } when toolMajor >= 16 => "system",
            _ => null,
        };

    private static void SetIfGiven(
        Dictionary<string, string?> variables,
        string name,
        string? value
    )
    {
        if (!string.IsNullOrEmpty(value))
        {
            variables[name] = value;
        }
    }

    private static void SetIfNamed(
        Dictionary<string, string?> variables,
        string name,
        NpgsqlConnectionStringBuilder source,
        string keyword
    )
    {
        // Only what the connection string says: a default of Npgsql's is no wish of the operator's.
        if (source.ShouldSerialize(keyword))
        {
            variables[name] = source[keyword].ToString()!.ToLowerInvariant();
        }
    }
}
