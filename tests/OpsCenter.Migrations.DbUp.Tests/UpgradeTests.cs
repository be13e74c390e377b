using DbUp.Engine;
using DbUp.Support;
using OpsCenter.Migrations.Errors;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.DbUp.Tests;

/// <summary>DbUp's engine runs scripts with the safety of the folder engine.</summary>
public sealed class UpgradeTests
{
    [Theory, EachMajor]
    public async Task Each_script_runs_once_in_the_order_of_the_builder(int major)
    {
        await using var test = await Upgrades.CreateAsync(major);
        test.With("0002_loan.sql", "create table loan (reader int references reader);")
            .With("0001_email.sql", "alter table reader add email text;");

        var first = test.Perform();
        var second = test.Perform();

        first.Error.ShouldBeNull();
        first.Scripts.Select(script => script.Name).ShouldBe(["0001_email.sql", "0002_loan.sql"]);
        second.Successful.ShouldBeTrue();
        second.Scripts.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_edited_script_is_refused()
    {
        await using var test = await Upgrades.CreateAsync();
        test.With("1.sql", "create table a ();").Perform().Error.ShouldBeNull();

        var result = test.With("1.sql", "create table a (); -- edited").Perform();

        result.Successful.ShouldBeFalse();
        result.Error.ShouldBeOfType<ChecksumChangedException>();
    }

    [Fact]
    public async Task A_change_of_rows_that_is_not_declared_is_rolled_back()
    {
        await using var test = await Upgrades.CreateAsync();

        var refused = test.With("1.sql", "update reader set name = upper(name);").Perform();
        var declared = test.With(
                "1.sql",
                "-- opscenter: changes public.reader\nupdate reader set name = lower(name);"
            )
            .Perform();

        refused
            .Error.ShouldBeOfType<DataTouchedException>()
            .Message.ShouldContain("3 rows updated");
        declared.Error.ShouldBeNull();
        (await test.Database.ScalarAsync<string>("select min(name) from reader")).ShouldBe(
            "annabel"
        );
    }

    [Fact]
    public async Task Programs_that_start_together_run_a_script_once()
    {
        await using var test = await Upgrades.CreateAsync();
        test.With("1.sql", "create table a ();\nselect pg_sleep(0.5);");

        var results = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => test.Perform()))
        );

        results.ShouldAllBe(result => result.Successful);
        results.Sum(result => result.Scripts.Count()).ShouldBe(1);
    }

    [Fact]
    public async Task A_lock_is_asked_for_shortly_and_again_and_the_log_says_who_has_it()
    {
        await using var test = await Upgrades.CreateAsync();
        await using var other = await test.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var read = other.CreateCommand())
        {
            read.CommandText = "lock table reader in access share mode";
            await read.ExecuteNonQueryAsync();
        }

        var upgrade = Task.Run(() =>
            test.With("1.sql", "alter table reader add email text;").Perform()
        );
        await Eventually.TrueAsync(() =>
            Task.FromResult(
                upgrade.IsCompleted
                    || test.Log.Text.Contains(", to run 1.sql; ", StringComparison.Ordinal)
            )
        );
        upgrade.IsCompleted.ShouldBeFalse();
        await transaction.RollbackAsync();

        (await upgrade).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_token_ends_the_statement_that_runs_and_nothing_of_the_script_stays()
    {
        await using var test = await Upgrades.CreateAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        var result = test.With("1.sql", "create table a ();\nselect pg_sleep(60);")
            .Perform(new OpsCenterUpgrade(test.Database.DataSource) { Cancellation = stop.Token });

        result.Successful.ShouldBeFalse();
        result.Error.ShouldBeAssignableTo<OperationCanceledException>();
        (await test.Database.ScalarAsync<bool>("select to_regclass('a') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_script_that_runs_always_runs_each_time()
    {
        await using var test = await Upgrades.CreateAsync();
        test.With(
                "0_count.sql",
                "create table if not exists seen ();",
                new SqlScriptOptions { ScriptType = ScriptType.RunAlways }
            )
            .With("1.sql", "create table a ();");

        test.Perform().Scripts.Count().ShouldBe(2);
        test.Perform().Scripts.Single().Name.ShouldBe("0_count.sql");
    }

    [Fact]
    public async Task Variables_are_replaced_and_do_not_count_as_edits()
    {
        await using var test = await Upgrades.CreateAsync();
        test.With("1.sql", "create table $name$ ();");

        DatabaseUpgradeResult Named(string name) =>
            test.Builder()
                .WithVariable("name", name)
                .WithOpsCenter(test.Upgrade())
                .Build()
                .PerformUpgrade();

        Named("first").Error.ShouldBeNull();
        Named("second").Error.ShouldBeNull();
        (
            await test.Database.ScalarAsync<bool>(
                "select to_regclass('first') is not null and to_regclass('second') is null"
            )
        ).ShouldBeTrue();
    }
}
