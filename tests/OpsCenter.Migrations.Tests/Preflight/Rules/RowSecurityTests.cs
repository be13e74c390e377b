using Npgsql;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class RowSecurityTests
{
    private const string Secured =
        "alter table customers enable row level security, force row level security, owner to {0}";

    [Fact]
    public async Task A_role_from_which_rows_are_hidden_is_refused()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(shop, Secured);

        await new RowSecurity().ShouldRefuseAsync(
            role.ConnectionString,
            "public.customers",
            "alter table public.customers no force row level security;"
        );
        await shop.ExecuteAsync("alter table public.customers no force row level security;");
        await new RowSecurity().ShouldBeSilentAsync(role.ConnectionString);
    }

    [Fact]
    public async Task A_script_that_row_security_stops_when_it_is_asked_is_a_finding_of_this_rule()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            $"grant create on database {shop.Name} to {{0}}; " + Secured
        );
        await using var source = NpgsqlDataSource.Create(role.ConnectionString);
        var migration = Shop.WithStatement(
            "set local row_security = off; select count(*) from customers;"
        );

        var report = await new Migrator(source).PreflightAsync(migration);

        var finding = report.Blocking.Single(finding => finding.Id == "row-security");
        finding.Remedy.ShouldContain("alter table public.customers no force row level security;");
    }

    [Fact]
    public async Task Nobody_may_allow_it_for_a_rollback_which_would_lose_what_is_hidden()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        await using var role = await Role.CreateAsync(
            shop,
            Secured
                + "; grant usage on schema opscenter to {0}; grant select on opscenter.migration to {0}"
        );

        var found = await new RowSecurity().FindAsync(
            role.ConnectionString,
            new MigratorOptions { Allowed = new HashSet<string> { "row-security" } },
            MigrationDirection.Down
        );

        found.ShouldHaveSingleItem().Blocks.ShouldBeTrue();
    }

    [Fact]
    public async Task A_superuser_sees_all_rows()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync("alter table customers enable row level security");

        await new RowSecurity().ShouldBeSilentAsync(shop.ConnectionString);
    }
}
