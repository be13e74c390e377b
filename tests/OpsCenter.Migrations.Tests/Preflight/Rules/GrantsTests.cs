using Npgsql;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class GrantsTests
{
    [Fact]
    public async Task A_role_that_may_create_nothing_is_told_what_to_run()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            "revoke create on schema public from public"
        );

        var found = await new Grants().FindAsync(role.ConnectionString);

        found.ShouldAllBe(finding => finding.Blocks);
        found
            .Select(finding => finding.Remedy)
            .ShouldBe([
                $"Have an administrator or the owner run: grant create on schema public to {role.Name};",
                $"Have an administrator or the owner run: create schema opscenter authorization {role.Name};",
            ]);
    }

    [Fact]
    public async Task A_tablespace_in_which_the_role_may_not_create_is_named()
    {
        await using var server = await OwnServer.StartAsync(("allow_in_place_tablespaces", "on"));
        await server.ExecuteAsync("create tablespace fast location ''");
        await server.ExecuteAsync("create role app login");
        await using var admin = NpgsqlDataSource.Create(server.ConnectionString);
        await Shop.BuildAsync(admin);
        await server.ExecuteAsync(
            "alter table customers owner to app; grant create on schema public to app; create schema opscenter authorization app"
        );
        await server.ExecuteAsync(
            "alter role app set default_tablespace = 'fast'; alter role app password 'secret'"
        );
        var app = new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Username = "app",
            Password = "secret",
        }.ConnectionString;

        var finding = (await new Grants().FindAsync(app)).ShouldHaveSingleItem();

        finding.Message.ShouldContain("tablespace fast");
        await server.ExecuteAsync(Remedies.Statements(finding.Remedy));
        await new Grants().ShouldBeSilentAsync(app);
    }

    [Fact]
    public async Task Metadata_that_the_role_may_not_write_are_named()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        await shop.ExecuteAsync("drop table invoices");
        await using var role = await Role.CreateAsync(
            shop,
            "grant create on schema public to {0}; grant usage on schema opscenter to {0}; "
                + "grant select, insert on opscenter.migration, opscenter.created_object, opscenter.digest to {0}"
        );

        await new Grants().ShouldRefuseAsync(role.ConnectionString, "write opscenter.journal");
    }

    [Fact]
    public async Task Who_does_not_own_the_tables_is_told_no_right_on_the_metadata()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        await shop.ExecuteAsync("alter table customers drop column email");
        await using var role = await Role.CreateAsync(shop, "grant create on schema public to {0}");

        await new Grants().ShouldBeSilentAsync(role.ConnectionString);
        await shop.ExecuteAsync($"alter table customers owner to {role.Name}");
        (await new Grants().FindAsync(role.ConnectionString)).ShouldContain(finding =>
            finding.Message.Contains("write opscenter.journal", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_grants_that_it_asks_for_suffice()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            "grant create on schema public to {0}; create schema opscenter authorization {0}"
        );

        await new Grants().ShouldBeSilentAsync(role.ConnectionString);
    }
}
