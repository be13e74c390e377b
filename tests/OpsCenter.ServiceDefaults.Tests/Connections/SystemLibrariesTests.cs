using OpsCenter.ServiceDefaults.Connections;

namespace OpsCenter.ServiceDefaults.Tests.Connections;

public class SystemLibrariesTests
{
    [Fact]
    public void Without_OpenSSL_the_package_is_named() =>
        Should
            .Throw<MissingLibraryException>(() => SystemLibraries.EnsureOpenSsl(_ => false))
            .Remedy.ShouldContain("apt-get install libssl3");

    [Theory]
    [InlineData("libssl.so.3")]
    [InlineData("libssl.so.1.1")]
    public void Any_version_that_the_runtime_takes_will_do(string installed) =>
        Should.NotThrow(() => SystemLibraries.EnsureOpenSsl(name => name == installed));
}
