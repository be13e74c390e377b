using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Tests.Sessions;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Migrations.Verification;

namespace OpsCenter.Migrations.Tests.Verification;

public class WholenessTests
{
    [Theory, EachMajor]
    public async Task What_was_found_in_place_is_not_looked_at_again(int major)
    {
        (
            await WhileRolesStayAsync(
                major,
                async () =>
                {
                    await using var shop = await RememberingShopAsync(major);
                    return await IsLookedAtAsync(shop);
                }
            )
        ).ShouldBeFalse();
    }

    [Theory]
    [InlineData("insert into tags values ('new'); analyze; vacuum customers")]
    [InlineData("create temp table mine (id serial primary key, v text default 'x')")]
    [InlineData("update opscenter.digest set content = content")]
    public async Task What_changes_no_object_costs_no_look(string change) =>
        (
            await WhileRolesStayAsync(
                TestMajors.Newest,
                async () =>
                {
                    await using var shop = await RememberingShopAsync(TestMajors.Newest);
                    await using var connection = await shop.DataSource.OpenConnectionAsync();
                    foreach (var statement in change.Split(';'))
                    {
                        await using var command = connection.CreateCommand();
                        command.CommandText = statement;
                        await command.ExecuteNonQueryAsync();
                    }

                    return await IsLookedAtAsync(shop);
                }
            )
        ).ShouldBeFalse();

    [Theory]
    [InlineData("drop index customers_email")]
    [InlineData("alter table customers drop column email")]
    [InlineData("alter table customers alter column email set default 'x'")]
    [InlineData("alter table customers alter column email type text")]
    [InlineData("alter table customers rename column email to mail")]
    [InlineData("alter table customers set schema opscenter")]
    [InlineData("alter table invoices drop constraint invoices_customer_id_fkey")]
    [InlineData("alter table invoices disable trigger all")]
    [InlineData("alter sequence invoices_id_seq owned by none")]
    [InlineData(
        "update pg_index set indisvalid = false where indexrelid = 'customers_email'::regclass"
    )]
    [InlineData("delete from opscenter.created_object where object_name = 'email'")]
    [InlineData("update opscenter.migration set version = '0'")]
    [InlineData("revoke select on customers from current_user")]
    [InlineData("create view on_it as select email from customers")]
    [InlineData("create schema other")]
    public async Task Whatever_changes_an_object_is_looked_at(string change)
    {
        await using var shop = await RememberingShopAsync(TestMajors.Newest);

        await shop.ExecuteAsync(change);

        (await IsLookedAtAsync(shop)).ShouldBeTrue();
    }

    [Theory, EachMajor]
    public async Task What_is_lost_after_a_remembered_look_is_repaired(int major)
    {
        await using var shop = await RememberingShopAsync(major);

        await shop.ExecuteAsync("drop index customers_email");
        var report = await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        report.Outcome.ShouldBe(ApplyOutcome.Repaired);
    }

    [Fact]
    public async Task A_look_that_found_something_missing_is_not_remembered()
    {
        await using var shop = await RememberingShopAsync(TestMajors.Newest);
        await shop.ExecuteAsync("drop index customers_email");

        (await IsLookedAtAsync(shop, finds: false)).ShouldBeTrue();

        (await IsLookedAtAsync(shop, finds: false)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_change_while_it_is_looked_at_is_not_remembered()
    {
        await using var shop = await RememberingShopAsync(TestMajors.Newest);
        await shop.ExecuteAsync("create table more ()");
        await using var session = await EngineSession.OpenAsync(shop.DataSource);

        await new Wholeness(session, Shop.Migration).CheckAsync(
            async () =>
            {
                await shop.ExecuteAsync("drop index customers_email");
                return true;
            },
            default
        );

        (await IsLookedAtAsync(shop)).ShouldBeTrue();
    }

    private static async Task<TestDatabase> RememberingShopAsync(int major)
    {
        var shop = await Shop.CreateAsync(major);
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        (await Shop.Migrator(shop).ApplyAsync(Shop.Migration)).Outcome.ShouldBe(
            ApplyOutcome.AlreadyApplied
        );
        return shop;
    }

    private static async Task<bool> IsLookedAtAsync(TestDatabase shop, bool finds = true)
    {
        var looked = false;
        await using var session = await EngineSession.OpenAsync(shop.DataSource);
        await new Wholeness(session, Shop.Migration).CheckAsync(
            () =>
            {
                looked = true;
                return Task.FromResult(finds);
            },
            default
        );
        return looked;
    }

    /// <summary>Roles belong to the server, and tests beside this one create and drop some: what they disturbed is repeated.</summary>
    private static async Task<bool> WhileRolesStayAsync(int major, Func<Task<bool>> scenario)
    {
        await using var observer = await TestServer.For(major).CreateDatabaseAsync();
        for (var attempt = 1; ; attempt++)
        {
            var before = await RolesAsync(observer);
            var isLookedAt = await scenario();
            // A role that came and went meanwhile is not seen afterwards: hardly three times in a row.
            if (!isLookedAt || (attempt >= 3 && await RolesAsync(observer) == before))
            {
                return isLookedAt;
            }
        }
    }

    private static async Task<string?> RolesAsync(TestDatabase observer) =>
        await observer.ScalarAsync<string>(
            """
            select concat(
                (select string_agg(concat(r.xmin, r.oid), ' ' order by r.oid) from pg_authid as r), '/',
                (select string_agg(concat(m.xmin, m.roleid, m.member), ' ' order by m.roleid, m.member) from pg_auth_members as m))
            """
        );
}
