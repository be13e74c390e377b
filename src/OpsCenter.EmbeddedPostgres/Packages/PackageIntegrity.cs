namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>
/// The SHA-512 hashes of server packages, in the format of package-lock.json. A package with another hash is not
/// installed. For a platform that is not listed, npm checks only the hash in the registry.
/// </summary>
internal static class PackageIntegrity
{
    private static readonly Dictionary<string, string> Hashes = new(StringComparer.Ordinal)
    {
        ["linux-x64@13.23.0-beta.16"] =
            "sha512-0ipxynPYHBsr6aM8BS4yKdLNdYwWD08Xpu05JrvMkcLezmCr0hd0hA9Bq4mR+CdmY0flRKEtgkPbZhvhvDR4+w==",
        ["linux-x64@14.23.0-beta.17"] =
            "sha512-WlG1LDcOwA+V0uYSdSGCwqk/aDPiMX/X23cgNdYY5YcBprXjOH3IFoeCrgeXsct4Ep8LL8UsBP9/Ho2mpoea1w==",
        ["linux-x64@15.18.0-beta.17"] =
            "sha512-TC0kHcDMAusLbQXRc+9KMz1BLJY+ntfPNbwFP79f9IURSxPRgFLy0Ig8oF1J8Wy9Wnj0XdZkMItV3Nov/LwqhA==",
        ["linux-x64@16.14.0-beta.17"] =
            "sha512-8fr7hEiI7XlbPDPsLZJ4RU1NR6jTIDWpf81Sfiwk3T845V0yJJGxjawjkQZmIWVgPW/qY/dMSv0o08FRWJ/zsg==",
        ["linux-x64@17.10.0-beta.17"] =
            "sha512-hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg==",
        ["linux-x64@18.4.0-beta.17"] =
            "sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
    };

    /// <summary>The hash, or null if the platform is not listed.</summary>
    public static string? Of(string platform, string version) =>
        Hashes.GetValueOrDefault($"{platform}@{version}");
}
