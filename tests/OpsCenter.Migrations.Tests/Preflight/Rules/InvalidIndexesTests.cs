using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class InvalidIndexesTests
{
    [Fact]
    [FollowsRemedy("invalid-indexes")]
    public async Task One_that_is_being_built_is_refused_with_its_builder()
    {
        await using var shop = await Shop.CreateAsync();
        await using var writer = await OpenTransaction.BeginAsync(
            shop.ConnectionString,
            "update customers set ratio = 1 where id = 1"
        );
        var build = shop.ExecuteAsync("create index concurrently slow on customers (since)");
        await Eventually.TrueAsync(() =>
            shop.ScalarAsync<bool>("select exists (select from pg_index where not indisvalid)")
        );

        await new InvalidIndexes().ShouldRefuseAsync(
            shop,
            "public.slow",
            "is being built by the session with pid"
        );
        var watching = Remedies.Statements(
            (await new InvalidIndexes().FindAsync(shop.ConnectionString))[0].Remedy
        );
        (await shop.ScalarAsync<int>(watching)).ShouldBeGreaterThan(0);
        new RulePage("invalid-indexes").Statements.ShouldContain(watching);

        await writer.DisposeAsync();
        await build;
        await new InvalidIndexes().ShouldBeSilentAsync(shop.ConnectionString);
    }

    [Fact]
    public async Task One_that_a_failed_build_left_is_noted()
    {
        await using var shop = await Shop.CreateAsync();
        await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            shop.ExecuteAsync("create unique index concurrently broken on customers (name)")
        );

        await new InvalidIndexes().ShouldNoteAsync(
            shop.ConnectionString,
            "public.broken",
            "drop index concurrently public.broken;"
        );
    }
}
