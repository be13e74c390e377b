using OpsCenter.Migrations.Preflight;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Sessions;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class NameCollisionsTests
{
    [Theory]
    [FollowsRemedy("name-collisions")]
    [InlineData("create view invoices as select 1; create index customers_email on tags (tag)")]
    [InlineData("create materialized view invoices as select 1")]
    [InlineData("create sequence invoices")]
    [InlineData("create type invoices as (number int)")]
    [InlineData("create table invoices (number int)")]
    public async Task What_has_the_name_is_renamed_as_advised(string arrangement)
    {
        await using var shop = await Shop.CreateAsync();
        await using var source = Npgsql.NpgsqlDataSource.Create(shop.ConnectionString);
        var plan = await new Migrator(source).PlanAsync(Shop.Migration);
        await shop.ExecuteAsync(arrangement);
        await using var session = await EngineSession.OpenAsync(source);
        var run = new PreflightRun(session, new MigratorOptions());
        var found = await run.FindAsync([new NameCollisions()], plan, default);
        found.ShouldNotBeEmpty();

        await shop.FollowAsync(found);

        (await run.FindAsync([new NameCollisions()], plan, default)).ShouldBeEmpty();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
    }

    [Fact]
    public async Task A_wanted_name_that_something_else_has_is_refused()
    {
        await using var shop = await Shop.CreateAsync();
        // The script would create the index only if no relation of its name existed: the race is between plan and preflight.
        await using var source = Npgsql.NpgsqlDataSource.Create(shop.ConnectionString);
        var plan = await new Migrator(source).PlanAsync(Shop.Migration);
        await shop.ExecuteAsync(
            "create view invoices as select 1; create index customers_email on tags (tag)"
        );
        await using var session = await EngineSession.OpenAsync(source);

        var found = await new PreflightRun(session, new MigratorOptions()).FindAsync(
            [new NameCollisions()],
            plan,
            default
        );

        found
            .Select(finding => finding.Message)
            .ShouldBe([
                "The index customers_email cannot be created: public.customers_email is the name of index of table tags.",
                "The table invoices cannot be created: public.invoices is the name of view.",
            ]);
        found.ShouldAllBe(finding => finding.Blocks);
    }

    [Fact]
    public async Task A_free_name_is_no_matter()
    {
        await using var shop = await Shop.CreateAsync();

        await new NameCollisions().ShouldBeSilentAsync(shop.ConnectionString);
    }
}
