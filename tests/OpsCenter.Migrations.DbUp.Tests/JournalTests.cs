using DbUp;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.DbUp.Tests;

/// <summary>What a program has applied with DbUp alone stays applied.</summary>
public sealed class JournalTests
{
    [Fact]
    public async Task What_the_own_journal_of_DbUp_has_is_not_run_again()
    {
        await using var test = await Upgrades.CreateAsync();
        test.With("1.sql", "create table a ();").Builder().Build().PerformUpgrade();

        var result = test.With("2.sql", "create table b ();").Perform();

        result.Error.ShouldBeNull();
        result.Scripts.Single().Name.ShouldBe("2.sql");
        test.Perform().Scripts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_journal_of_another_table_counts_as_well()
    {
        await using var test = await Upgrades.CreateAsync();
        test.With("1.sql", "create table a ();")
            .Builder()
            .JournalToPostgresqlTable("public", "own_journal")
            .Build()
            .PerformUpgrade();

        test.With("2.sql", "create table b ();")
            .Builder()
            .JournalToPostgresqlTable("public", "own_journal")
            .WithOpsCenter(test.Upgrade())
            .Build()
            .PerformUpgrade()
            .Scripts.Single()
            .Name.ShouldBe("2.sql");
    }

    [Fact]
    public async Task A_journal_of_other_scripts_is_refused()
    {
        await using var test = await Upgrades.CreateAsync();
        test.With("1.sql", "create table a ();").Builder().Build().PerformUpgrade();

        var result = DeployChanges
            .To.PostgresqlDatabase(test.Database.ConnectionString)
            .WithScript("other.sql", "create table b ();")
            .WithOpsCenter(test.Upgrade())
            .Build()
            .PerformUpgrade();

        result
            .Error.ShouldBeOfType<VersionConflictException>()
            .Message.ShouldStartWith("DbUp's journal has 1 scripts, such as 1.sql");
    }

    [Fact]
    public async Task A_script_can_be_marked_as_applied_without_running_it()
    {
        await using var test = await Upgrades.CreateAsync();
        test.With("1.sql", "create table a ();");

        test.Builder().WithOpsCenter(test.Upgrade()).Build().MarkAsExecuted().Error.ShouldBeNull();

        test.Perform().Scripts.ShouldBeEmpty();
        (await test.Database.ScalarAsync<bool>("select to_regclass('a') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task Whether_an_upgrade_is_required_is_answered_by_the_journal()
    {
        await using var test = await Upgrades.CreateAsync();
        test.With("1.sql", "create table a ();");

        bool IsRequired() =>
            test.Builder().WithOpsCenter(test.Upgrade()).Build().IsUpgradeRequired();

        IsRequired().ShouldBeTrue();
        test.Perform();
        IsRequired().ShouldBeFalse();
    }
}
