namespace OpsCenter.Migrations.Trust;

/// <summary>The queries of this room: fragments of the scripts, in scripts/sql/machine/trust.</summary>
internal static class TrustQueries
{
    public static string TrustedRoles { get; } = Read("trusted_roles.sql");

    public static string UntrustedObjects { get; } = Read("untrusted_objects.sql");

    private static string Read(string name)
    {
        using var stream = typeof(TrustQueries).Assembly.GetManifestResourceStream(
            $"Trust/{name}"
        )!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
