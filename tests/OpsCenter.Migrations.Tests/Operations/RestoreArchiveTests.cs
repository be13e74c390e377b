using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Tests.Operations;

/// <summary>What a restore script says that it updated, the server's counters must confirm before it is committed.</summary>
public class RestoreArchiveTests
{
    private const string Honest = """
        update customers set email = 'back' where id <= 2;
        do $$ begin
            raise notice 'values of 2 rows' using errcode = 'OCRES', schema = 'public', table = 'customers', datatype = 'table';
            perform set_config('opscenter.result', json_build_object('archives', json_build_array(1), 'rows', 0, 'values', 2,
                'updated', json_build_object('customers'::regclass::oid, 2))::text, true);
        end $$;
        """;

    private static Migration With(string sql) =>
        Shop.Migration with
        {
            Restore = new MigrationScript("toy_restore.sql", sql),
        };

    private static async Task<TestDatabase> AppliedAsync(int? major = null)
    {
        var shop = await Shop.CreateAsync(major);
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        return shop;
    }

    [Theory, EachMajor]
    public async Task As_many_updates_as_the_script_told_are_committed_and_reported(int major)
    {
        await using var shop = await AppliedAsync(major);

        var report = await Shop.Migrator(shop).RestoreArchiveAsync(With(Honest));

        report.Outcome.ShouldBe(RestoreArchiveOutcome.Restored);
        report.Archives.ShouldBe([1]);
        report.Values.ShouldBe(2);
        report.Steps.Single().Kind.ShouldBe(StepKind.Restored);
        (
            await shop.ScalarAsync<long>("select count(*) from customers where email = 'back'")
        ).ShouldBe(2);
        (await Shop.Migrator(shop).VerifyAsync(Shop.Migration)).IsVerified.ShouldBeTrue();
    }

    [Theory]
    [InlineData(
        "update customers set email = 'x' where id = 9",
        "public.customers: 0 rows inserted, 3 updated"
    )]
    [InlineData(
        "update tags set tag = 'x' where tag = ''",
        "public.tags: 0 rows inserted, 1 updated"
    )]
    [InlineData("delete from tags", "4 deleted")]
    [InlineData(
        "insert into customers (name) values ('x')",
        "public.customers: 1 rows inserted, 2 updated"
    )]
    public async Task Any_other_write_is_rolled_back(string sql, string fault)
    {
        await using var shop = await AppliedAsync();
        var data = await DataSnapshot.TakeAsync(shop);

        var error = await Should.ThrowAsync<DataTouchedException>(() =>
            Shop.Migrator(shop).RestoreArchiveAsync(With($"{Honest}\n{sql}"))
        );

        error.Message.ShouldContain(fault);
        (await DataSnapshot.TakeAsync(shop)).ShouldEqual(data);
    }

    [Theory]
    [InlineData("update customers set code = 'x' where id = 1", "public.customers")]
    [InlineData("drop table tags", "public.tags")]
    public async Task Without_counters_the_earlier_columns_are_compared(string sql, string fault)
    {
        await using var shop = await AppliedAsync();
        await shop.ExecuteAsync($"alter database {shop.Name} set track_counts = off");
        shop.DataSource.Clear();

        var error = await Should.ThrowAsync<DataTouchedException>(() =>
            Shop.Migrator(shop).RestoreArchiveAsync(With($"{Honest}\n{sql}"))
        );

        error.Message.ShouldContain(fault);
        (await Shop.Migrator(shop).RestoreArchiveAsync(With(Honest))).Values.ShouldBe(2);
    }

    [Fact]
    public async Task The_options_reach_the_script_as_settings()
    {
        await using var shop = await AppliedAsync();
        var options = new RestoreArchiveOptions
        {
            Archive = 3,
            KeepExisting = true,
            PlanOnly = true,
        };

        var report = await Shop.Migrator(shop)
            .RestoreArchiveAsync(
                With(
                    """
                    do $$ begin
                        raise notice '% % %', current_setting('opscenter.mode'), current_setting('opscenter.archive'),
                            current_setting('opscenter.on_conflict') using errcode = 'OCTIP';
                        perform set_config('opscenter.result', '{"archives": [], "rows": 0, "values": 0, "updated": {}}', true);
                    end $$;
                    """
                ),
                options
            );

        report.Outcome.ShouldBe(RestoreArchiveOutcome.Planned);
        report.Steps.Single().Message.ShouldBe("plan 3 keep");
    }

    [Fact]
    public async Task A_migration_without_a_restore_script_is_refused()
    {
        await using var shop = await Shop.CreateAsync();

        var error = await Should.ThrowAsync<InvalidOptionException>(() =>
            Shop.Migrator(shop).RestoreArchiveAsync(Shop.Migration)
        );

        error.Message.ShouldContain("toy has no restore script");
    }
}
