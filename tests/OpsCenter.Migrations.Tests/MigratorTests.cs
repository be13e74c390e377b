using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Tests;

public class MigratorTests
{
    [Theory, EachMajor]
    public async Task Apply_verify_and_rollback_work_on_every_server(int major)
    {
        await using var shop = await Shop.CreateAsync(major);
        var migrator = Shop.Migrator(shop);

        var applied = await migrator.ApplyAsync(Shop.Migration);
        var verified = await migrator.VerifyAsync(Shop.Migration);
        var rolledBack = await migrator.RollbackAsync(Shop.Migration);

        applied.Outcome.ShouldBe(ApplyOutcome.Applied);
        applied.IsPreserved.ShouldBeTrue();
        verified.Checks.ShouldAllBe(check => check.Passed);
        rolledBack.Outcome.ShouldBe(RollbackOutcome.RolledBack);
        rolledBack.IsPreserved.ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_apply_finds_it_applied_and_runs_nothing()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        var again = await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        again.Outcome.ShouldBe(ApplyOutcome.AlreadyApplied);
        again.Steps.ShouldBeEmpty();
        again.Schema.NewTables.ShouldHaveSingleItem().Name.ShouldBe("invoices");
    }

    [Fact]
    public async Task A_rollback_of_what_is_not_applied_does_nothing()
    {
        await using var shop = await Shop.CreateAsync();

        var report = await Shop.Migrator(shop).RollbackAsync(Shop.Migration);

        report.Outcome.ShouldBe(RollbackOutcome.NothingToRollBack);
        (
            await shop.ScalarAsync<bool>("select to_regnamespace('opscenter') is null")
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task Up_and_down_leave_the_schema_and_the_data_as_they_were()
    {
        await using var shop = await Shop.CreateAsync();
        var schema = await SchemaSnapshot.TakeAsync(shop, "public");
        var data = await DataSnapshot.TakeAsync(shop, "public");

        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        await Shop.Migrator(shop).RollbackAsync(Shop.Migration);

        (await SchemaSnapshot.TakeAsync(shop, "public")).ShouldEqual(schema);
        (await DataSnapshot.TakeAsync(shop, "public")).ShouldEqual(data);
    }

    [Fact]
    public async Task A_plan_tells_the_steps_and_changes_nothing()
    {
        await using var shop = await Shop.CreateAsync();

        var plan = await Shop.Migrator(shop).PlanAsync(Shop.Migration);

        plan.ToAdd.Select(step => step.Name ?? step.Table)
            .ShouldBe(["email", "invoices", "customers_email"]);
        plan.IsClear.ShouldBeTrue();
        (await shop.ScalarAsync<bool>("select to_regclass('invoices') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_plan_of_the_rollback_tells_what_would_be_dropped()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        var plan = await Shop.Migrator(shop).PlanAsync(Shop.Migration, MigrationDirection.Down);

        plan.ToDrop.Select(step => step.Table).ShouldBe(["invoices", "customers"]);
        (await shop.ScalarAsync<bool>("select to_regclass('invoices') is null")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_plan_lists_obstacles()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync("drop table customers");

        var plan = await Shop.Migrator(shop).PlanAsync(Shop.Migration);

        plan.Obstacles.ShouldHaveSingleItem().Message.ShouldBe("table customers does not exist");
        plan.IsClear.ShouldBeFalse();
    }

    [Fact]
    public async Task A_dry_run_executes_everything_and_nothing_stays()
    {
        await using var shop = await Shop.CreateAsync();

        var report = await Shop.Migrator(shop).DryRunAsync(Shop.Migration);

        report.NothingStayed.ShouldBeTrue();
        report.Steps.Count(step => step.Kind == StepKind.Added).ShouldBe(3);
        var (before, after) = report.Schema.ChangedTables.ShouldHaveSingleItem();
        after.Columns.Count.ShouldBe(before.Columns.Count + 1);
        (
            await shop.ScalarAsync<bool>("select to_regnamespace('opscenter') is null")
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task Status_follows_what_service_and_psql_do()
    {
        await using var shop = await Shop.CreateAsync();
        var migrator = Shop.Migrator(shop);
        async Task<MigrationStanding> Standing() =>
            (await migrator.StatusAsync(Shop.Migration)).Standing;

        (await Standing()).ShouldBe(MigrationStanding.Pending);
        await shop.ExecuteAsync(Shop.Migration.Forward.Text);
        (await Standing()).ShouldBe(MigrationStanding.AppliedOutsideService);
        await migrator.ApplyAsync(Shop.Migration);
        (await Standing()).ShouldBe(MigrationStanding.Applied);
        await shop.ExecuteAsync(Shop.Migration.Rollback.Text);
        (await Standing()).ShouldBe(MigrationStanding.RolledBackOutsideService);
        await migrator.ApplyAsync(Shop.Migration);
        (await Standing()).ShouldBe(MigrationStanding.Applied);
        await migrator.RollbackAsync(Shop.Migration);
        (await Standing()).ShouldBe(MigrationStanding.Pending);
    }

    [Fact]
    public async Task A_database_migrated_by_psql_is_adopted_without_a_change()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(Shop.Migration.Forward.Text);
        var schema = await SchemaSnapshot.TakeAsync(shop, "public");

        var report = await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        report.Outcome.ShouldBe(ApplyOutcome.Adopted);
        report.Steps.ShouldNotContain(step => step.Kind == StepKind.Added);
        (await SchemaSnapshot.TakeAsync(shop, "public")).ShouldEqual(schema);
    }

    [Fact]
    public async Task A_migration_without_a_record_is_judged_by_the_journal()
    {
        await using var shop = await Shop.CreateAsync();
        var migration = Shop.Of("create table if not exists extra (id int)");

        (await Shop.Migrator(shop).ApplyAsync(migration)).Outcome.ShouldBe(ApplyOutcome.Applied);
        (await Shop.Migrator(shop).ApplyAsync(migration)).Outcome.ShouldBe(
            ApplyOutcome.AlreadyApplied
        );
        (await Shop.Migrator(shop).RollbackAsync(migration)).Outcome.ShouldBe(
            RollbackOutcome.RolledBack
        );
    }
}
