namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>
/// The version of the server package for each major. "beta" refers to the package, not to PostgreSQL.
/// </summary>
internal static class PackageVersions
{
    public const int NewestMajor = 18;

    private static readonly Dictionary<int, string> Versions = new()
    {
        [13] = "13.23.0-beta.16",
        [14] = "14.23.0-beta.17",
        [15] = "15.18.0-beta.17",
        [16] = "16.14.0-beta.17",
        [17] = "17.10.0-beta.17",
        [18] = "18.4.0-beta.17",
    };

    public static string For(int major) =>
        Versions.TryGetValue(major, out var version)
            ? version
            : throw new UnsupportedPlatformException(
                $"PostgreSQL {major} (packaged: {string.Join(", ", Versions.Keys.Order())})"
            );
}
