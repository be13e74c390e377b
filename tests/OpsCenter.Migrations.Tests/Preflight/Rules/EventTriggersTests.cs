using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class EventTriggersTests
{
    private const string Function =
        "create function watch() returns event_trigger language plpgsql as $$ begin end $$; ";

    [Theory]
    [InlineData("ddl_command_start")]
    [InlineData("ddl_command_end when tag in ('CREATE INDEX')")]
    public async Task One_that_fires_is_refused_with_its_function(string when)
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            $"{Function} create event trigger watcher on {when} execute function watch()"
        );

        await new EventTriggers().ShouldRefuseAsync(
            shop,
            "watcher",
            "calls public.watch()",
            "alter event trigger watcher disable;"
        );
    }

    [Theory]
    [InlineData("ddl_command_start when tag in ('CREATE CAST')")]
    [InlineData("sql_drop")]
    [InlineData("table_rewrite")]
    public async Task One_that_does_not_fire_is_no_matter(string when)
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            $"{Function} create event trigger watcher on {when} execute function watch()"
        );

        await new EventTriggers().ShouldBeSilentAsync(shop.ConnectionString);
    }

    [Fact]
    public async Task One_that_is_switched_off_is_no_matter()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            $"{Function} create event trigger watcher on ddl_command_start execute function watch(); alter event trigger watcher disable"
        );

        await new EventTriggers().ShouldBeSilentAsync(shop.ConnectionString);
    }

    [Fact]
    public async Task A_rollback_fires_sql_drop()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        await shop.ExecuteAsync(
            $"{Function} create event trigger watcher on sql_drop execute function watch()"
        );

        (await new EventTriggers().FindAsync(shop.ConnectionString, null, MigrationDirection.Down))
            .ShouldHaveSingleItem()
            .Blocks.ShouldBeTrue();
    }
}
