using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Preservation;

public class WriteCountersTests
{
    private static readonly MigratorOptions Uncounted = new()
    {
        Allowed = new HashSet<string>(StringComparer.Ordinal) { "track-counts" },
        StatisticsGrace = TimeSpan.FromSeconds(3),
    };

    [Theory]
    [InlineData("update customers set name = name where id = 1", "0 rows inserted, 1 updated")]
    [InlineData("delete from tags", "4 deleted")]
    [InlineData(
        "insert into visits values (1, '2025-06-06')",
        "public.visits_2025: 1 rows inserted"
    )]
    [InlineData("truncate tags", "tags: rewritten")]
    [InlineData("alter table customers alter column balance type text", "customers: rewritten")]
    [InlineData("reindex index customers_name", "customers_name: rewritten")]
    [InlineData("drop index customers_name", "customers_name: removed")]
    [InlineData("drop table tags", "tags: removed")]
    [InlineData("drop sequence ticket_numbers", "ticket_numbers: removed")]
    [InlineData("alter sequence ticket_numbers restart", "ticket_numbers: rewritten")]
    public async Task A_script_that_touches_what_was_there_is_rolled_back(string sql, string fault)
    {
        await using var shop = await Shop.CreateAsync();
        var data = await DataSnapshot.TakeAsync(shop, "public");

        var error = await Should.ThrowAsync<DataTouchedException>(() =>
            Shop.Migrator(shop).ApplyAsync(Shop.WithStatement(sql))
        );

        error.Message.ShouldContain(fault);
        (await DataSnapshot.TakeAsync(shop, "public")).ShouldEqual(data);
        (
            await shop.ScalarAsync<bool>("select to_regnamespace('opscenter') is null")
        ).ShouldBeTrue();
    }

    [Theory, EachMajor]
    public async Task Without_counters_the_digests_in_the_transaction_find_it(int major)
    {
        await using var shop = await UncountedShopAsync(major);

        var error = await Should.ThrowAsync<DataTouchedException>(() =>
            Shop.Migrator(shop, Uncounted)
                .ApplyAsync(Shop.WithStatement("update tags set tag = 'z' where tag = ''"))
        );

        error.Message.ShouldContain("track_counts is off");
        (
            await Shop.Migrator(shop, Uncounted).ApplyAsync(Shop.Migration)
        ).IsPreserved.ShouldBeTrue();
    }

    [Fact]
    public async Task An_index_on_an_old_table_is_no_false_alarm()
    {
        await using var shop = await Shop.CreateAsync();

        var report = await Shop.Migrator(shop)
            .ApplyAsync(Shop.WithStatement("create index on customers (since)"));

        report.IsPreserved.ShouldBeTrue();
    }

    [Fact]
    public async Task A_table_that_nobody_altered_for_three_billion_transactions_is_no_obstacle()
    {
        await using var aged = await AgedServer.StartAsync(Shop.BuildAsync, "tags");
        await using var source = NpgsqlDataSource.Create(aged.Server.ConnectionString);
        (
            await aged.Server.ScalarAsync<bool>(
                "select age(xmin) < -900000000 from pg_class where oid = 'tags'::regclass"
            )
        ).ShouldBeTrue();
        var migrator = new Migrator(source);

        (await migrator.ApplyAsync(Shop.Migration)).IsPreserved.ShouldBeTrue();
        (await migrator.RollbackAsync(Shop.Migration)).IsPreserved.ShouldBeTrue();
        var error = await Should.ThrowAsync<DataTouchedException>(() =>
            migrator.ApplyAsync(Shop.WithStatement("truncate tags"))
        );

        error.Message.ShouldContain("tags: rewritten");
    }

    [Theory]
    [InlineData("drop table tags")]
    [InlineData("drop index tags_tag")]
    [InlineData("drop sequence ticket_numbers")]
    [InlineData("truncate tags")]
    public async Task What_another_session_removes_meanwhile_is_no_alarm(string sql)
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync("create index tags_tag on tags (tag)");

        var report = await Interlude.RunAsync(
            shop,
            sql,
            () => Shop.Migrator(shop, Interlude.Options).ApplyAsync(Interlude.Migration)
        );

        report.Outcome.ShouldBe(ApplyOutcome.Applied);
        (await shop.ScalarAsync<bool>("select to_regclass('invoices') is null")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_the_script_removes_is_an_alarm_beside_what_another_session_removes()
    {
        await using var shop = await Shop.CreateAsync();
        var migration = Interlude.Before(Shop.WithStatement("drop index customers_name"));

        var error = await Should.ThrowAsync<DataTouchedException>(() =>
            Interlude.RunAsync(
                shop,
                "drop table tags",
                () => Shop.Migrator(shop, Interlude.Options).ApplyAsync(migration)
            )
        );

        error.Message.ShouldContain("customers_name: removed");
        error.Message.ShouldNotContain("tags");
    }

    [Fact]
    public async Task Without_counters_what_another_session_removes_meanwhile_is_no_alarm()
    {
        await using var shop = await UncountedShopAsync();

        var report = await Interlude.RunAsync(
            shop,
            "drop table tags",
            () =>
                Shop.Migrator(shop, Interlude.Options with { Allowed = Uncounted.Allowed })
                    .ApplyAsync(Interlude.Migration)
        );

        report.Outcome.ShouldBe(ApplyOutcome.Applied);
    }

    private static async Task<TestDatabase> UncountedShopAsync(int? major = null)
    {
        var shop = await Shop.CreateAsync(major);
        await shop.ExecuteAsync($"alter database {shop.Name} set track_counts = off");
        shop.DataSource.Clear();
        return shop;
    }
}
