using OpsCenter.Testing;

namespace OpsCenter.Migrations.Testing.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void What_the_package_offers_is_as_approved() =>
        PublicApi
            .Of(typeof(MigrationConformance).Assembly)
            .ShouldBeApprovedIn(
                WorkingCopy.PathOf(
                    "tests",
                    "OpsCenter.Migrations.Testing.Tests",
                    "Api",
                    "OpsCenter.Migrations.Testing.approved.txt"
                )
            );
}
