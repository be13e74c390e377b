using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class PlanErrorTests
{
    [Fact]
    public async Task A_right_that_hardening_took_away_is_named_with_what_gives_it_back()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            $"grant create on database {shop.Name} to {{0}}; alter table customers owner to {{0}}; grant create on schema public to {{0}}; "
                + "revoke usage on language plpgsql from public"
        );
        await using var source = NpgsqlDataSource.Create(role.ConnectionString);
        var migrator = new Migrator(source);

        var report = await migrator.PreflightAsync(Shop.Migration);

        report.Blocking.ShouldHaveSingleItem().Message.ShouldContain("use language plpgsql");
        await shop.FollowAsync(report.Blocking);
        (await migrator.ApplyAsync(Shop.Migration)).IsPreserved.ShouldBeTrue();
    }

    [Fact]
    public async Task A_script_that_fails_when_it_is_asked_is_a_finding_and_nothing_is_begun()
    {
        await using var shop = await Shop.CreateAsync();
        var migration = Shop.WithStatement("select 1 / 0;");

        var report = await Shop.Migrator(shop).PreflightAsync(migration);
        var refusal = await Should.ThrowAsync<PreflightFailedException>(() =>
            Shop.Migrator(shop).ApplyAsync(migration)
        );

        report.Blocking.ShouldHaveSingleItem().Id.ShouldBe("plan-error");
        refusal.Findings.ShouldHaveSingleItem().Message.ShouldContain("division by zero");
        (await shop.ScalarAsync<bool>("select to_regclass('invoices') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_script_that_can_be_asked_is_no_finding()
    {
        await using var shop = await Shop.CreateAsync();

        await new PlanError().ShouldBeSilentAsync(shop.ConnectionString);
    }
}
