using Npgsql;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class TrackCountsTests
{
    [Theory]
    [InlineData("alter database {0} set track_counts = off")]
    [InlineData("alter role {1} in database {0} set track_counts = off")]
    public async Task The_statement_that_it_names_switches_it_on(string setting)
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(shop, "select 1");
        await shop.ExecuteAsync(string.Format(null, setting, shop.Name, role.Name));
        await new TrackCounts().ShouldRefuseAsync(role.ConnectionString, "track_counts is off");
        var finding = (await new TrackCounts().FindAsync(role.ConnectionString))[0];

        await shop.ExecuteAsync(Remedies.Statements(finding.Remedy));
        NpgsqlConnection.ClearAllPools();

        await new TrackCounts().ShouldBeSilentAsync(role.ConnectionString);
    }

    [Fact]
    public async Task Nobody_may_allow_it_for_a_rollback()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        await shop.ExecuteAsync($"alter database {shop.Name} set track_counts = off");
        NpgsqlConnection.ClearAllPools();

        var found = await new TrackCounts().FindAsync(
            shop.ConnectionString,
            new MigratorOptions { Allowed = new HashSet<string> { "track-counts" } },
            MigrationDirection.Down
        );

        found.ShouldHaveSingleItem().Blocks.ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_counts_is_no_finding()
    {
        await using var shop = await Shop.CreateAsync();

        await new TrackCounts().ShouldBeSilentAsync(shop.ConnectionString);
    }
}
