using Npgsql;
using OpsCenter.ServiceDefaults.Connections;

namespace OpsCenter.ServiceDefaults.Tests.Connections;

public class SingleHostTests
{
    [Fact]
    public async Task One_host_is_left_alone_and_not_asked()
    {
        const string text = "Host=nowhere.invalid;Database=d";

        (await SingleHost.ChooseAsync(text, default)).ShouldBe(text);
    }

    [Theory]
    [InlineData("Load Balance Hosts=true")]
    [InlineData("Target Session Attributes=read-write")]
    public async Task Of_several_hosts_the_one_that_answers_is_left(string wish)
    {
        var server = new NpgsqlConnectionStringBuilder(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );
        var (host, port) = (server.Host, server.Port);
        server.Host = $"127.0.0.1:1,{host}:{port}";

        var chosen = new NpgsqlConnectionStringBuilder(
            await SingleHost.ChooseAsync($"{server.ConnectionString};{wish}", default)
        );

        (chosen.Host, chosen.Port).ShouldBe((host, port));
        chosen.Password.ShouldBe(server.Password);
        chosen.TargetSessionAttributes.ShouldBeNull();
        chosen.LoadBalanceHosts.ShouldBeFalse();
    }

    [Fact]
    public async Task Where_none_has_the_wanted_role_it_fails()
    {
        var server = await TestServer.For(TestMajors.Newest).ConnectionStringAsync();

        await Should.ThrowAsync<NpgsqlException>(() =>
            SingleHost.ChooseAsync($"{server};Target Session Attributes=standby", default)
        );
    }
}
