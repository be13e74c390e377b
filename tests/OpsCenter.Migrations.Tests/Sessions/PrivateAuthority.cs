using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpsCenter.Testing;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Sessions;

/// <summary>An authority that nobody knows, and a server's certificate that it signed.</summary>
internal sealed class PrivateAuthority : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opscenter-tls-").FullName;
    private readonly string _certificate;
    private readonly string _key;

    /// <param name="host">The name that the server's certificate is for.</param>
    public PrivateAuthority(string host)
    {
        using var authorityKey = RSA.Create(2048);
        using var serverKey = RSA.Create(2048);
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var request = Request("CN=opscenter test authority", authorityKey);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(from, to);
        var server = Request($"CN={host}", serverKey);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        server.CertificateExtensions.Add(names.Build());
        using var signed = server.Create(authority, from, to, [1, 2, 3, 4]);
        System.IO.File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
        _certificate = signed.ExportCertificatePem();
        _key = serverKey.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>The file of its own certificate.</summary>
    public string AuthorityFile => Path.Combine(_folder, "ca.crt");

    /// <summary>Switches TLS on. The server writes the files itself: they must belong to its account.</summary>
    public async Task InstallAsync(OwnServer server)
    {
        await server.ExecuteAsync(Copy(_certificate, "server.crt"));
        await server.ExecuteAsync(Copy(_key, "server.key"));
        await server.ExecuteAsync("alter system set ssl = on");
        await server.ExecuteAsync("select pg_reload_conf()");
        await Eventually.TrueAsync(async () =>
            await server.ScalarAsync<string>("select current_setting('ssl')") == "on"
        );
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CertificateRequest Request(string name, RSA key) =>
        new(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string Copy(string text, string file) =>
        $"copy (select unnest(string_to_array('{text}', E'\\n'))) to program 'umask 077; cat > {file}'";
}
