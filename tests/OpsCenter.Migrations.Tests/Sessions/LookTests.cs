using System.Data;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Tests.Online;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Sessions;

/// <summary>What only a message needs ends no work when it fails.</summary>
public class LookTests
{
    [Fact]
    public async Task A_look_that_fails_leaves_its_transaction_open()
    {
        await using var shop = await Shop.CreateAsync();
        await using var session = await DatabaseSession.OpenAsync(shop.DataSource, default);
        await session.BeginAsync(IsolationLevel.RepeatableRead, default);

        var seen = await session.LookAsync("select 1 / 0", row => row.GetInt32(0), default);

        seen.ShouldBeNull();
        (await session.ScalarAsync<int>("select 1", default)).ShouldBe(1);
    }

    [Fact]
    public async Task A_listener_that_fails_ends_no_run()
    {
        await using var shop = await Shop.CreateAsync();
        var options = new MigratorOptions { TakeDigests = false, Progress = new Broken() };

        var report = await Shop.Migrator(shop, options)
            .ApplyAsync(OnlineToy.Of(OnlineToy.Transaction("work", "ACCESS SHARE", "select 1")));

        report.Outcome.ShouldBe(ApplyOutcome.Applied);
    }

    [Fact]
    public async Task A_unit_that_writes_old_rows_says_what_was_committed_before_it()
    {
        await using var shop = await Shop.CreateAsync();

        var failure = await Should.ThrowAsync<DataTouchedException>(() =>
            Shop.Migrator(shop, new MigratorOptions { TakeDigests = false })
                .ApplyAsync(
                    OnlineToy.Of(
                        OnlineToy.Transaction(
                            "make",
                            "ACCESS SHARE",
                            "create table public.made ()"
                        ),
                        OnlineToy.Transaction(
                            "write",
                            "ACCESS SHARE",
                            "insert into public.tags values ('x')"
                        )
                    )
                )
        );

        failure.Message.ShouldContain("Done: make.");
        $"{failure.Message} {failure.Remedy}".ShouldNotContain("Nothing was committed");
        (await shop.ScalarAsync<bool>("select to_regclass('made') is not null")).ShouldBeTrue();
    }

    private sealed class Broken : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => throw new IOException("nobody listens");
    }
}
