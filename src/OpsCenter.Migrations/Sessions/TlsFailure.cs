using System.Security.Authentication;
using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>Why no encrypted connection was made, and what to do about it. No remedy goes on without the check that failed.</summary>
internal static class TlsFailure
{
    public static (string Reason, string Remedy) NotOffered { get; } =
        (
            "the connection asks for TLS, and the server offers none",
            "Have the server's administrator switch TLS on (ssl = on, with a certificate), or check that host and port name the right server."
        );

    public static (string Reason, string Remedy) Explain(
        NpgsqlConnectionStringBuilder target,
        AuthenticationException exception
    )
    {
        var said = exception.Message;
        if (said.Contains("NameMismatch", StringComparison.Ordinal))
        {
            return (
                $"the server's certificate was made for another host name than {target.Host}",
                "Name the host as the certificate does. \"SSL Mode=VerifyCA\" (sslmode=verify-ca in a URI) checks who signed it, and not the name."
            );
        }

        if (said.Contains("NotTimeValid", StringComparison.Ordinal))
        {
            return (
                "the server's certificate has expired or is not valid yet",
                "Have the server's administrator renew it; check this machine's clock."
            );
        }

        return said.Contains("certificate", StringComparison.OrdinalIgnoreCase)
            ? (
                target.RootCertificate is null
                    ? "this machine does not trust whoever signed the server's certificate"
                    : $"the server's certificate was not signed by the authority in {target.RootCertificate}, or was made for another host name",
                "Name the file of the authority's certificate: \"Root Certificate=/path/to/ca.crt\" (sslrootcert in a URI); ask the server's "
                    + "administrator for it."
            )
            : (
                $"no encrypted connection could be agreed on ({said.TrimEnd('.')})",
                "Check the TLS settings of the connection (SSL Mode, certificates) and of the server."
            );
    }
}
