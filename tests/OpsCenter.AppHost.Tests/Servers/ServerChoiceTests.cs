using Microsoft.Extensions.Configuration;
using OpsCenter.AppHost.Servers;

namespace OpsCenter.AppHost.Tests.Servers;

public class ServerChoiceTests
{
    private static readonly Func<bool> NeverAsked = () =>
        throw new InvalidOperationException("Nobody needs to know whether containers work.");

    [Fact]
    public void A_connection_string_means_an_existing_server() =>
        Choose("Host=db.example", ServerKind.Container, NeverAsked).ShouldBe(ServerKind.Existing);

    [Fact]
    public void A_demanded_kind_is_taken_without_looking_for_containers() =>
        Choose(null, ServerKind.Embedded, NeverAsked).ShouldBe(ServerKind.Embedded);

    [Fact]
    public void A_container_is_taken_where_containers_work() =>
        Choose(null, null, () => true).ShouldBe(ServerKind.Container);

    [Fact]
    public void The_embedded_server_is_taken_where_they_do_not() =>
        Choose(" ", null, () => false).ShouldBe(ServerKind.Embedded);

    private static ServerKind Choose(
        string? connectionString,
        ServerKind? demanded,
        Func<bool> containersWork
    )
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:opscenterdb", connectionString)])
            .Build();
        return ServerChoice.Choose(configuration, "opscenterdb", demanded, containersWork);
    }
}
