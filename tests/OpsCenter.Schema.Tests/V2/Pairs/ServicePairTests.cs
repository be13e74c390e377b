using OpsCenter.Migrations;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Operations;

namespace OpsCenter.Schema.Tests.V2.Pairs;

/// <summary>The service on several pairs of one database.</summary>
public sealed class ServicePairTests
{
    [Theory]
    [EachMajor]
    public async Task Every_operation_is_of_the_pair_that_the_connection_leads_to(int major)
    {
        await using var database = await TwoPairs.CreateAsync(major);
        var (one, two) = (database.MigratorOf("first"), database.MigratorOf("second"));
        await one.ApplyAsync(Releases.V2);
        await database.UseAsync("first");

        (await two.StatusAsync(Releases.V2)).Standing.ShouldBe(MigrationStanding.Pending);
        (await two.VerifyAsync(Releases.V2)).IsVerified.ShouldBeFalse();
        (await two.RollbackAsync(Releases.V2)).Outcome.ShouldBe(RollbackOutcome.NothingToRollBack);
        (await two.DryRunAsync(Releases.V2)).NothingStayed.ShouldBeTrue();
        var first = await PairState.TakeAsync(database, "first");
        (await two.ApplyAsync(Releases.V2)).Outcome.ShouldBe(ApplyOutcome.Applied);
        (await two.ApplyAsync(Releases.V2)).Outcome.ShouldBe(ApplyOutcome.AlreadyApplied);
        (await two.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
        await database.UseAsync("second");
        (await two.RollbackAsync(Releases.V2)).IsPreserved.ShouldBeTrue();
        await two.ApplyAsync(Releases.V2);
        (await two.RestoreArchiveAsync(Releases.V2)).Rows.ShouldBe(11);

        await first.ShouldBeUnchangedAsync();
        (await one.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
        (await one.StatusAsync(Releases.V2)).Archives.ShouldBeEmpty();
        (await two.StatusAsync(Releases.V2)).History.Count.ShouldBe(3);
    }

    [Theory]
    [EachMajor]
    public async Task Discarding_V2_of_an_empty_pair_loses_nothing_of_the_other(int major)
    {
        await using var database = await TwoPairs.CreateAsync(major);
        await database.MigratorOf("first").ApplyAsync(Releases.V2);
        await database.MigratorOf("second").ApplyAsync(Releases.V2);
        await database.UseAsync("first");
        var first = await PairState.TakeAsync(database, "first");
        var second = database.MigratorOf("second", new MigratorOptions { Discard = database.Name });

        (await second.RollbackAsync(Releases.V2)).Outcome.ShouldBe(RollbackOutcome.RolledBack);

        await first.ShouldBeUnchangedAsync();
        await database.ShouldNotHaveTableAsync("second.model_servers");
    }

    /// <summary>The digests of the second one have the tables that V2 made for the first one.</summary>
    [Fact]
    public async Task A_pair_that_the_path_of_another_one_shares_is_rolled_back()
    {
        await using var database = await TwoPairs.CreateAsync(TestMajors.Newest);
        await database.MigratorOf("first").ApplyAsync(Releases.V2);
        await database.MigratorOf("second,first").ApplyAsync(Releases.V2);

        (await database.MigratorOf("first").RollbackAsync(Releases.V2)).Outcome.ShouldBe(
            RollbackOutcome.RolledBack
        );
        (await database.MigratorOf("second").VerifyAsync(Releases.V2)).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public async Task The_status_of_all_pairs_has_each_with_its_own_standing()
    {
        await using var database = await TwoPairs.CreateAsync(TestMajors.Newest);
        await database.MigratorOf("second").ApplyAsync(Releases.V2);

        var statuses = await database.MigratorOf("nowhere").StatusOfAllAsync(Releases.V2);

        statuses
            .Select(status => (status.Schema, status.Standing))
            .ShouldBe([
                ("first", MigrationStanding.Pending),
                ("second", MigrationStanding.Applied),
            ]);
    }

    [Fact]
    public async Task A_pair_whose_schema_is_gone_is_in_the_status_of_all()
    {
        await using var database = await TwoPairs.CreateAsync(TestMajors.Newest);
        await database.MigratorOf("second").ApplyAsync(Releases.V2);
        await database.ExecuteAsync("drop schema second cascade");

        var statuses = await database.MigratorOf("first").StatusOfAllAsync(Releases.V2);

        statuses.Select(status => status.Schema).ShouldBe(["first", "second"]);
        statuses[1].Standing.ShouldBe(MigrationStanding.Applied);
    }
}
