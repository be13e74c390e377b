using System.Diagnostics;
using OpsCenter.Conformance.Databases;
using OpsCenter.Migrations.Testing;
using OpsCenter.Schema;
using OpsCenter.Schema.V1;

namespace OpsCenter.Benchmarks.Harness;

/// <summary>
/// Measures ways to get a clean database for a test: V1 of shape A with 200 usage rows, migrated to V2.
/// </summary>
internal static class TestDatabaseWays
{
    private const int Rounds = 100;
    private const int SlowRounds = 20;

    /// <summary>The simulated duration of a test, during which the next clone is created.</summary>
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(100);

    private static readonly DatabaseTemplate Template = DatabaseTemplate.From("v2", BuildAsync);

    public static async Task<IReadOnlyList<WayFigure>> MeasureAsync(TestServer server)
    {
        var databases = await server.StartAsync();
        // A warm-up: the first clone builds the template and reads it from disk.
        await (await databases.CreateAsync(Template)).DisposeAsync();
        return
        [
            await TakeAsync(
                "a database of its own: clone a template, and drop it",
                Rounds,
                async () =>
                {
                    await using var database = await databases.CreateAsync(Template);
                }
            ),
            await WaitAsync(server),
            await ResetAsync(server),
            await TakeAsync(
                "create an empty database, run V1 and V2 in it, and drop it",
                SlowRounds,
                async () =>
                {
                    await using var database = await databases.CreateAsync();
                    await BuildAsync(database.DataSource, CancellationToken.None);
                }
            ),
        ];
    }

    private static async Task<WayFigure> WaitAsync(TestServer server)
    {
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await using var database = await server.CreateDatabaseAsync(Template);
            if (round > 0)
            {
                times.Add(watch.Elapsed);
            }

            await Task.Delay(Work);
        }

        return new WayFigure(
            $"the same with clones made ahead: what a test of {Work.TotalMilliseconds:0} ms waits for its database",
            times
        );
    }

    /// <summary>The log table refuses DELETE, so it is kept. A clone has no such limits.</summary>
    private static async Task<WayFigure> ResetAsync(TestServer server)
    {
        await using var database = await server.CreateDatabaseAsync(Template);
        var reset = await DataReset.CreateAsync(database, "audit_log");
        return await TakeAsync(
            "a shared database: empty all tables with DataReset (Respawn), without bringing rows back",
            Rounds,
            reset.RunAsync
        );
    }

    private static async Task<WayFigure> TakeAsync(string way, int rounds, Func<Task> run)
    {
        Console.WriteLine($"  {way}");
        var times = new List<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await run();
            times.Add(watch.Elapsed);
        }

        return new WayFigure(way, times);
    }

    private static async Task BuildAsync(
        Npgsql.NpgsqlDataSource dataSource,
        CancellationToken cancellation
    )
    {
        await V1Seeder.SeedAsync(
            dataSource,
            new V1SeedOptions { Shape = V1Shape.A, UsageRows = 200 },
            cancellation
        );
        await using var command = dataSource.CreateCommand(Releases.V2.Forward.Text);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
