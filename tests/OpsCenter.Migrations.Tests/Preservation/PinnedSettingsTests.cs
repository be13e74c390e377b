using System.Data;
using Npgsql;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Tests.Sessions;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preservation;

public class PinnedSettingsTests
{
    [Fact]
    public async Task A_digest_takes_a_second_core_only_while_nobody_else_works_in_the_database()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            $"alter database {shop.Name} set max_parallel_workers_per_gather = 4"
        );
        var own = new NpgsqlConnectionStringBuilder(shop.ConnectionString)
        {
            ApplicationName = "digesting",
            Pooling = false,
        };
        await using var source = NpgsqlDataSource.Create(own);

        await using var other = await shop.DataSource.OpenConnectionAsync();
        await new NpgsqlCommand("select 1", other).ExecuteNonQueryAsync();
        (await WorkersAsync(source)).ShouldBe("0");

        await other.CloseAsync();
        shop.DataSource.Clear();
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        (await WorkersAsync(source)).ShouldBe("1");
    }

    private static async Task<string> WorkersAsync(NpgsqlDataSource source)
    {
        await using var session = await EngineSession.OpenAsync(source);
        await session.BeginAsync(IsolationLevel.RepeatableRead, default);
        await PinnedSettings.ApplyAsync(session, default);
        return await session.ScalarAsync<string>("show max_parallel_workers_per_gather", default);
    }
}
