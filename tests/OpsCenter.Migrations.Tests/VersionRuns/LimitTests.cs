using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A run is about the migrations that were named, or about none.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task More_steps_than_can_be_rolled_back_are_refused_before_anything()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a (id int);", "drop table a;")
            .With("2_b", "create table b (id int);", "drop table b;");
        var many = new FolderOptions { Steps = 9 };

        var none = await Should.ThrowAsync<InvalidOptionException>(() =>
            test.Migrator(many).RollbackAsync()
        );
        await test.Migrator().ApplyAsync();
        var error = await Should.ThrowAsync<InvalidOptionException>(() =>
            test.Migrator(many).RollbackAsync()
        );
        await Should.ThrowAsync<InvalidOptionException>(() =>
            test.Migrator(many).PlanAsync(MigrationDirection.Down)
        );

        none.Message.ShouldBe(
            "--steps 9: no migration is applied that could be rolled back. Nothing was run."
        );
        error.Message.ShouldBe(
            "--steps 9: only 2 migrations are applied that could be rolled back. Nothing was run."
        );
        error.Remedy.ShouldStartWith("Give --steps a number from 1 to 2; --to 0 rolls back all.");
        (await test.ScalarAsync<bool>("select to_regclass('b') is not null")).ShouldBeTrue();
        (await test.Migrator(new FolderOptions { Steps = 2 }).RollbackAsync()).Steps.Count.ShouldBe(
            2
        );
        (await test.Migrator().RollbackAsync()).Steps.ShouldBeEmpty();
    }
}
