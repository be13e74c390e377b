using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Tests.Verification;

public class VerifyTests
{
    [Fact]
    public async Task A_database_without_the_migration_is_not_verified()
    {
        await using var shop = await Shop.CreateAsync();

        (await FailedAsync(shop)).ShouldContain(message =>
            message.Contains("missing: table invoices")
        );
    }

    [Fact]
    public async Task An_object_lost_since_is_named()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        await shop.ExecuteAsync("drop index customers_email");

        (await FailedAsync(shop)).ShouldBe(["missing: index customers_email"]);
    }

    [Fact]
    public async Task A_database_migrated_by_psql_is_verified_and_told_what_cannot_be_checked()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(Shop.Migration.Forward.Text);

        var report = await Shop.Migrator(shop).VerifyAsync(Shop.Migration);

        report.IsVerified.ShouldBeTrue();
        report.Checks.ShouldContain(check => check.Message.Contains("cannot be compared"));
    }

    [Fact]
    public async Task Looking_writes_nothing()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        var schema = await SchemaSnapshot.TakeAsync(shop, "public", "opscenter");
        var data = await DataSnapshot.TakeAsync(shop, "public", "opscenter");

        await Shop.Migrator(shop).VerifyAsync(Shop.Migration);
        await Shop.Migrator(shop).StatusAsync(Shop.Migration);

        (await SchemaSnapshot.TakeAsync(shop, "public", "opscenter")).ShouldEqual(schema);
        (await DataSnapshot.TakeAsync(shop, "public", "opscenter")).ShouldEqual(data);
    }

    private static async Task<IReadOnlyList<string>> FailedAsync(TestDatabase shop)
    {
        var report = await Shop.Migrator(shop).VerifyAsync(Shop.Migration);
        return [.. report.Checks.Where(check => !check.Passed).Select(check => check.Message)];
    }
}
