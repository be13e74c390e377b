using System.Runtime.InteropServices;

namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>The platform in the name of a server package.</summary>
internal static class PackagePlatform
{
    public static string Current =>
        NameOf(OperatingSystemName(), RuntimeInformation.OSArchitecture);

    public static string NameOf(string system, Architecture architecture) =>
        (system, architecture) switch
        {
            ("linux" or "darwin" or "windows", Architecture.X64) => $"{system}-x64",
            ("linux" or "darwin", Architecture.Arm64) => $"{system}-arm64",
            // Windows on ARM runs x64 programs.
            ("windows", Architecture.Arm64) => "windows-x64",
            ("linux", Architecture.Arm) => "linux-arm",
            ("linux", Architecture.X86) => "linux-ia32",
            ("linux", Architecture.Ppc64le) => "linux-ppc64",
            _ => throw new UnsupportedPlatformException($"{system} on {architecture}"),
        };

    private static string OperatingSystemName() =>
        OperatingSystem.IsWindows() ? "windows"
        : OperatingSystem.IsMacOS() ? "darwin"
        : OperatingSystem.IsLinux() ? "linux"
        : RuntimeInformation.OSDescription;
}
