using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preservation;

/// <summary>Event triggers that record DDL, and those that do more.</summary>
public class RecordedRowsTests
{
    private static readonly MigratorOptions Allowing = new()
    {
        Allowed = new HashSet<string>(StringComparer.Ordinal) { "event-triggers" },
        StatisticsGrace = TimeSpan.FromSeconds(3),
    };

    [Fact]
    public async Task A_log_of_DDL_may_grow_where_event_triggers_are_allowed()
    {
        await using var shop = await LoggedShopAsync("insert into public.ddl_log values (tg_tag)");

        var applied = await Shop.Migrator(shop, Allowing).ApplyAsync(Shop.Migration);
        var rolledBack = await Shop.Migrator(shop, Allowing).RollbackAsync(Shop.Migration);

        applied.IsPreserved.ShouldBeTrue();
        rolledBack.IsPreserved.ShouldBeTrue();
        (await shop.ScalarAsync<long>("select count(*) from ddl_log")).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_row_that_an_event_trigger_deletes_is_never_a_record()
    {
        await using var shop = await LoggedShopAsync("delete from public.tags");

        var failure = await Should.ThrowAsync<DataTouchedException>(() =>
            Shop.Migrator(shop, Allowing).ApplyAsync(Shop.Migration)
        );

        failure.Message.ShouldContain("public.tags: 0 rows inserted, 0 updated, 4 deleted");
        (await shop.ScalarAsync<long>("select count(*) from tags")).ShouldBe(4);
    }

    private static async Task<TestDatabase> LoggedShopAsync(string statement)
    {
        var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            $"""
            create table public.ddl_log (tag text);
            create function public.log_ddl() returns event_trigger language plpgsql as $$ begin {statement}; end $$;
            create event trigger log_ddl on ddl_command_end execute function public.log_ddl();
            """
        );
        return shop;
    }
}
