using System.Runtime.InteropServices;
using OpsCenter.EmbeddedPostgres.Packages;

namespace OpsCenter.EmbeddedPostgres.Tests.Packages;

public sealed class PackagePlatformTests
{
    [Theory]
    [InlineData("linux", Architecture.X64, "linux-x64")]
    [InlineData("linux", Architecture.Arm64, "linux-arm64")]
    [InlineData("darwin", Architecture.Arm64, "darwin-arm64")]
    [InlineData("windows", Architecture.X64, "windows-x64")]
    [InlineData("windows", Architecture.Arm64, "windows-x64")]
    public void Each_platform_has_its_package(
        string system,
        Architecture architecture,
        string package
    ) => PackagePlatform.NameOf(system, architecture).ShouldBe(package);

    [Fact]
    public void A_platform_without_a_package_is_named() =>
        Should
            .Throw<UnsupportedPlatformException>(() =>
                PackagePlatform.NameOf("linux", Architecture.S390x)
            )
            .Message.ShouldContain("linux on S390x");
}
