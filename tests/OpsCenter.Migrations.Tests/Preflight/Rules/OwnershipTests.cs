using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class OwnershipTests
{
    [Theory]
    [InlineData("select 1")]
    [InlineData("alter table customers owner to pg_read_all_data")]
    [InlineData("create role {0}_admin createrole; alter table customers owner to {0}_admin")]
    [InlineData(
        "create role {0}_heir; grant postgres to {0}_heir; alter table customers owner to {0}_heir"
    )]
    public async Task Membership_in_a_privileged_owner_is_never_advised(string arrangement)
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            "grant all on customers to {0}; " + arrangement
        );

        var finding = (
            await new Ownership().FindAsync(role.ConnectionString)
        ).ShouldHaveSingleItem();

        finding.Remedy.ShouldContain($"alter table public.customers owner to {role.Name};");
        finding.Remedy.ShouldNotMatch("grant \\S+ to ");
        finding.Remedy.ShouldContain("may also drop the table");
        await shop.FollowAsync([finding]);
        await new Ownership().ShouldBeSilentAsync(role.ConnectionString);
    }

    [Fact]
    public async Task Membership_in_an_ordinary_owner_is_advised_and_suffices()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            "create role {0}_owners; alter table customers owner to {0}_owners"
        );
        var found = await new Ownership().FindAsync(role.ConnectionString);

        await shop.FollowAsync(found);

        found
            .ShouldHaveSingleItem()
            .Remedy.ShouldContain($"grant {role.Name}_owners to {role.Name};");
        await new Ownership().ShouldBeSilentAsync(role.ConnectionString);
    }

    [Fact]
    public async Task A_member_of_the_owner_will_do()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            "create role {0}_owners; alter table customers owner to {0}_owners; grant {0}_owners to {0}"
        );

        await new Ownership().ShouldBeSilentAsync(role.ConnectionString);
    }

    [Theory]
    [InlineData("owners")]
    [InlineData("The owners")]
    public async Task A_member_that_does_not_inherit_works_as_the_owner(string owners)
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            $"create role \"{{0}} {owners}\"; alter table customers owner to \"{{0}} {owners}\"; "
                + $"alter role {{0}} noinherit; grant \"{{0}} {owners}\" to {{0}}"
        );
        var finding = (
            await new Ownership().FindAsync(role.ConnectionString)
        ).ShouldHaveSingleItem();

        var option = finding.Remedy.Split('"')[1];

        finding.Message.ShouldContain("without inheriting");
        await new Ownership().ShouldBeSilentAsync($"{role.ConnectionString};{option}");
        await new Grants().ShouldBeSilentAsync(role.ConnectionString);
    }

    [Fact]
    [FollowsRemedy("ownership")]
    public async Task A_member_that_does_not_inherit_sets_the_role_in_psql()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            "create role {0}_owners; alter table customers owner to {0}_owners; alter role {0} noinherit; grant {0}_owners to {0}; "
                + $"grant create on schema public to {{0}}_owners; grant create on database {shop.Name} to {{0}}_owners"
        );
        var found = await new Ownership().FindAsync(role.ConnectionString);
        var advised = Remedies.Statements(found.ShouldHaveSingleItem().Remedy);
        new RulePage("ownership")
            .Take(
                "set role",
                new Dictionary<string, string> { ["owner_of_the_table"] = $"{role.Name}_owners" }
            )
            .Before.Single()
            .ShouldBe(advised.TrimEnd(';'));

        await Remedies.ExecuteAsync(role.ConnectionString, [advised, Shop.Migration.Forward.Text]);
    }

    [Fact]
    public async Task Inheriting_tables_count()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            "create table old_customers () inherits (customers); alter table customers owner to {0}"
        );

        await new Ownership().ShouldRefuseAsync(role.ConnectionString, "public.old_customers");
    }
}
