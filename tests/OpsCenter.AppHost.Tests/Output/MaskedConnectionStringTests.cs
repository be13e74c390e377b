using OpsCenter.AppHost.Output;

namespace OpsCenter.AppHost.Tests.Output;

public class MaskedConnectionStringTests
{
    [Theory]
    [InlineData("Host=h;Username=u;Password=topsecret;Database=d")]
    [InlineData("Server=h;User Id=u;pwd=topsecret;SSL Password=topsecret")]
    [InlineData("postgresql://u:topsecret@h/d")]
    public void A_password_is_never_shown(string connectionString) =>
        MaskedConnectionString.Of(connectionString).ShouldNotContain("topsecret");

    [Fact]
    public void Everything_else_is() =>
        MaskedConnectionString
            .Of("Host=h;Port=5433;Database=d;Username=u;Password=p")
            .ShouldBe("Host=h;Port=5433;Database=d;Username=u;Password=***");
}
