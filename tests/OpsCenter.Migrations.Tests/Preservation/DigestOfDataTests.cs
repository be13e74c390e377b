using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Tests.Sessions;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preservation;

/// <summary>Data comes and goes in one database; its schema stays.</summary>
public class DigestOfDataTests(ShopWithoutRows shop) : IClassFixture<ShopWithoutRows>
{
    [Fact]
    public async Task An_empty_table_has_no_rows_and_the_digest_zero()
    {
        var database = await shop.ResetAsync();

        (await TakeAsync(database, "customers")).ShouldBe((0, "0"));
    }

    [Fact]
    public async Task Rows_that_go_and_come_back_give_the_same_digest()
    {
        var database = await shop.ResetAsync();
        await database.ExecuteAsync("insert into tags values ('a'), ('b'), (null)");
        var digest = await TakeAsync(database, "tags");

        await database.ExecuteAsync("delete from tags");
        await database.ExecuteAsync("insert into tags values (null)");
        await database.ExecuteAsync("insert into tags values ('b'), ('a')");

        (await TakeAsync(database, "tags")).ShouldBe(digest);
    }

    [Fact]
    public async Task Twice_the_same_rows_give_twice_the_digest()
    {
        var database = await shop.ResetAsync();
        await database.ExecuteAsync("insert into tags values ('a'), ('b')");
        var once = await TakeAsync(database, "tags");

        await database.ExecuteAsync("insert into tags select * from tags");

        var twice = await TakeAsync(database, "tags");
        twice.Rows.ShouldBe(2 * once.Rows);
        decimal.Parse(twice.Content).ShouldBe(2 * decimal.Parse(once.Content));
    }

    [Fact]
    public async Task A_row_that_moves_to_another_value_and_count_stays_is_seen()
    {
        var database = await shop.ResetAsync();
        await database.ExecuteAsync("insert into tags values ('a'), ('b')");
        var digest = await TakeAsync(database, "tags");

        await database.ExecuteAsync("update tags set tag = 'c' where tag = 'b'");

        (await TakeAsync(database, "tags")).ShouldNotBe(digest);
    }

    private static async Task<(long Rows, string Content)> TakeAsync(
        TestDatabase database,
        string table
    )
    {
        await using var session = await EngineSession.OpenAsync(database.DataSource);
        var set = await new DataDigest(session, TimeProvider.System).TakeAsync(
            Shop.Migration,
            default
        );
        var digest = set.Tables.Single(candidate => candidate.Table.Name == table);
        return (digest.Rows, digest.Content);
    }
}
