using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class DiskRoomTests
{
    private const string Big =
        "update pg_class set reltuples = 10000000 where oid = 'customers'::regclass";

    [Fact]
    public async Task Too_little_room_is_refused_with_the_estimate()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(Big);

        await new DiskRoom(_ => 1024).ShouldRefuseAsync(
            shop,
            "at most about 610 MB",
            "1024 bytes are free"
        );
    }

    [Fact]
    [FollowsRemedy("disk-room")]
    public async Task Room_that_was_made_suffices()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(Big);
        var free = 1024L;
        var rule = new DiskRoom(_ => free);
        await rule.ShouldRefuseAsync(shop, "Make room on that disk");

        free = 1024L * 1024 * 1024;

        await rule.ShouldBeSilentAsync(shop.ConnectionString);
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
    }

    [Fact]
    public async Task Room_that_cannot_be_seen_is_said()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(Big);

        await new DiskRoom(_ => null).ShouldNoteAsync(
            shop.ConnectionString,
            "cannot be seen from here",
            "df -h"
        );
    }

    [Fact]
    public async Task The_disk_of_a_server_on_this_machine_is_looked_at()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(Big.Replace("10000000", "1000000"));

        // Nothing is noted either: it was seen, and sufficed.
        await new DiskRoom().ShouldBeSilentAsync(shop.ConnectionString);
    }

    [Fact]
    public async Task A_small_table_is_not_worth_a_word()
    {
        await using var shop = await Shop.CreateAsync();

        await new DiskRoom(_ => 0).ShouldBeSilentAsync(shop.ConnectionString);
    }
}
