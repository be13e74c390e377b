using Microsoft.Extensions.Logging;
using Npgsql;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Operations;

/// <summary>A round trip costs a run over a slow network more than what it asks for.</summary>
public class RoundTripTests
{
    [Fact]
    public async Task An_apply_with_nothing_to_do_makes_few_round_trips()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        using var counter = new RoundTripCounter();
        await using var source = Counted(shop, counter);

        var report = await new Migrator(source).ApplyAsync(Shop.Migration);

        report.Outcome.ShouldBe(ApplyOutcome.AlreadyApplied);
        // Two sessions begin and end; between: the runner lock, trust, the work's mark, metadata twice, state, image, wholeness.
        counter.Count.ShouldBeInRange(8, 12);
    }

    [Fact]
    public async Task A_status_makes_few_round_trips()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        using var counter = new RoundTripCounter();
        await using var source = Counted(shop, counter);

        await new Migrator(source).StatusAsync(Shop.Migration);

        counter.Count.ShouldBeInRange(3, 5);
    }

    private static NpgsqlDataSource Counted(TestDatabase shop, ILoggerFactory counter)
    {
        var builder = new NpgsqlDataSourceBuilder(shop.ConnectionString);
        builder.UseLoggerFactory(counter);
        return builder.Build();
    }
}
