using System.Runtime.InteropServices;

namespace OpsCenter.ServiceDefaults.Connections;

/// <summary>
/// Checks for the system libraries that the .NET runtime loads when it connects. Without OpenSSL the runtime would end
/// the process; without GSSAPI it would write two lines to standard error.
/// </summary>
internal static class SystemLibraries
{
    /// <summary>
    /// The names that the runtime tries (src/native/libs/System.Security.Cryptography.Native/opensslshim.c).
    /// </summary>
    private static readonly string[] OpenSsl =
    [
        "libssl.so.3",
        "libssl.so.1.1",
        "libssl.so.1.0.2",
        "libssl.so.1.0.0",
        "libssl.so.10",
    ];

    /// <summary>The variable that selects another version for the runtime.</summary>
    private const string OpenSslVersion = "CLR_OPENSSL_VERSION_OVERRIDE";

    /// <summary>OpenSSL also hashes passwords, so it is needed even without TLS.</summary>
    /// <exception cref="MissingLibraryException">OpenSSL is not installed.</exception>
    public static void EnsureOpenSsl(Func<string, bool>? canLoad = null)
    {
        if (canLoad is null && !OperatingSystem.IsLinux())
        {
            return;
        }

        var version = Environment.GetEnvironmentVariable(OpenSslVersion);
        var names = string.IsNullOrEmpty(version) ? OpenSsl : [$"libssl.so.{version}", .. OpenSsl];
        if (!Array.Exists(names, name => (canLoad ?? CanLoad)(name)))
        {
            throw new MissingLibraryException(
                "OpenSSL (libssl) is not installed on this machine: without it no connection to a server can "
                    + "be made. Nothing was touched.",
                "Install it: apt-get install libssl3 (Debian, Ubuntu), dnf install openssl-libs (Fedora, Red "
                    + "Hat), apk add libssl3 (Alpine)."
            );
        }
    }

    /// <summary>Whether GSSAPI (Kerberos) is available. It is optional.</summary>
    public static bool HasGssApi() => !OperatingSystem.IsLinux() || CanLoad("libgssapi_krb5.so.2");

    private static bool CanLoad(string name) => NativeLibrary.TryLoad(name, out _);
}
