using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class ShapesAndTypesTests
{
    [Fact]
    public async Task What_the_script_finds_in_the_way_is_listed_in_its_words()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync("drop table customers");

        await new ShapesAndTypes().ShouldRefuseAsync(shop, "table customers does not exist");
    }

    [Fact]
    public async Task A_refusal_for_obstacles_alone_is_left_to_the_script()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync("drop table customers");

        await Should.ThrowAsync<MigrationRefusedException>(() =>
            Shop.Migrator(shop).ApplyAsync(Shop.Migration)
        );
    }
}
