using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Tests.Preflight;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Sessions;

public class ConnectionFailureTests
{
    [Fact]
    public async Task A_database_that_does_not_admit_the_role_names_the_grant_and_the_grant_suffices()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            $"revoke connect on database {shop.Name} from public"
        );

        var refused = await FailAsync(role.ConnectionString);

        await shop.ExecuteAsync(Remedies.Statements(refused.Remedy));
        await ReachAsync(role.ConnectionString);
    }

    [Fact]
    public async Task A_role_with_too_few_connections_is_told_which_limits_there_are()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(shop, "alter role {0} connection limit 0");

        (await FailAsync(role.ConnectionString)).Remedy.ShouldContain("connection limit");

        await shop.ExecuteAsync($"alter role {role.Name} connection limit 1");
        await ReachAsync(role.ConnectionString);
    }

    [Fact]
    public async Task A_host_without_an_address_is_no_matter_of_the_port() =>
        (await FailAsync("Host=nowhere.invalid;Username=u")).Remedy.ShouldContain("host's name");

    [Fact]
    public async Task Every_one_of_several_hosts_has_its_reason()
    {
        var refused = await FailAsync("Host=127.0.0.1:1,nowhere.invalid:1;Username=u");

        refused.Message.ShouldContain("nothing accepts connections");
        refused.Message.ShouldContain("has no address");
    }

    [Fact]
    public async Task An_authority_that_is_not_known_here_is_told_as_that_and_naming_it_suffices()
    {
        using var authority = new PrivateAuthority("localhost");
        await using var server = await OwnServer.StartAsync();
        await authority.InstallAsync(server);
        var connection = $"{server.ConnectionString};Host=localhost;SSL Mode=VerifyFull";

        var refused = await FailAsync(connection);

        refused.Message.ShouldContain("does not trust");
        refused.Remedy.ShouldNotContain("host and port");
        await ReachAsync($"{connection};Root Certificate={authority.AuthorityFile}");
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_told_as_that()
    {
        using var authority = new PrivateAuthority("db.example");
        await using var server = await OwnServer.StartAsync();
        await authority.InstallAsync(server);
        var root = $"{server.ConnectionString};Root Certificate={authority.AuthorityFile}";

        var refused = await FailAsync($"{root};SSL Mode=VerifyFull");

        refused.Message.ShouldContain("another host name");
        await ReachAsync($"{root};SSL Mode=VerifyCA");
    }

    [Fact]
    public async Task A_server_without_TLS_is_told_as_that()
    {
        await using var shop = await Shop.CreateAsync();

        (await FailAsync($"{shop.ConnectionString};SSL Mode=Require")).Message.ShouldContain(
            "the server offers none"
        );
    }

    private static async Task<ConnectionFailedException> FailAsync(string connection) =>
        await Should.ThrowAsync<ConnectionFailedException>(() => ReachAsync(connection));

    private static async Task ReachAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString
        );
        await DatabaseReach.EnsureAsync(source);
    }
}
