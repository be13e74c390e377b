using Npgsql;
using OpsCenter.Migrations;
using OpsCenter.Schema.Tests.V2.Running;
using OpsCenter.Schema.V1;

namespace OpsCenter.Schema.Tests.V2.Trust;

/// <summary>No function or operator of another role is called by our SQL, whoever runs it.</summary>
public sealed class DecoyTests
{
    [Theory]
    [EachMajor]
    public async Task No_decoy_is_called_by_the_engine(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await Databases.V1Async(major);
        await Decoys.PlantAsync(database, role.Name);
        await using var source = BuiltInTypesOnly(database);
        var migrator = new Migrator(source);

        await migrator.PlanAsync(Releases.V2);
        await migrator.PreflightAsync(Releases.V2);
        await migrator.DryRunAsync(Releases.V2);
        await migrator.ApplyAsync(Releases.V2);
        await migrator.ApplyAsync(Releases.V2);
        await migrator.VerifyAsync(Releases.V2);
        await migrator.StatusAsync(Releases.V2);
        await database.ExecuteAsync("update llm_usage_logs set source = 'x'");
        await migrator.RollbackAsync(Releases.V2);
        await migrator.ApplyAsync(Releases.V2);
        await migrator.RestoreArchiveAsync(Releases.V2);
        await database.ExecuteAsync(
            "drop table llm_models, llm_providers, llm_routing_rules, llm_usage_logs, user_llm_settings cascade"
        );
        await SeedAsync(database, V1Shape.A);
        await SeedAsync(database, V1Shape.B);

        (await Decoys.WereCalledAsync(database)).ShouldBeFalse();
    }

    [Theory]
    [EachMajor]
    public async Task No_decoy_is_called_by_psql_that_waits_for_locks(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await Databases.V1Async(major);
        await using var other = await database.DataSource.OpenConnectionAsync();
        await Decoys.PlantAsync(database, role.Name);

        // The scripts' own lock: their handler runs. A reader of V1's table: the driver tries again.
        await other.RunAsync("select pg_advisory_lock(5714380274906371)");
        foreach (var script in new[] { Script.Up, Script.Rollback, Script.Restore })
        {
            var refused = await database.Psql.RunScriptTextAsync(
                $"set lock_timeout = '200ms';\n\\i '{script.Path}'"
            );
            refused.StandardError.ShouldContain("a lock could not be acquired");
        }

        await other.RunAsync(
            "select pg_advisory_unlock_all(); begin; lock table llm_providers in access share mode"
        );
        var running = database.RunOnlineByPsqlAsync(Script.Up);
        await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(2)));
        await other.RunAsync("commit");
        await running;
        await database.RunOnlineByPsqlAsync(Script.Rollback);

        (await Decoys.WereCalledAsync(database)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_decoy_is_called_by_whoever_relies_on_the_search_path()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(TestMajors.Newest);
        await Decoys.PlantAsync(database, role.Name);

        await database.ExecuteAsync(
            "select p.oid = t.typreceive from pg_type as t, pg_proc as p limit 1"
        );

        (await Decoys.WereCalledAsync(database)).ShouldBeTrue();
    }

    private static async Task SeedAsync(TestDatabase database, V1Shape shape)
    {
        await database.ExecuteAsync($"create schema seeded_{shape}");
        await using var source = BuiltInTypesOnly(database, $"seeded_{shape}, public");
        var report = await V1Seeder.SeedAsync(source, new() { Shape = shape, UsageRows = 100 });
        report.AlreadySeeded.ShouldBeFalse();
    }

    private static NpgsqlDataSource BuiltInTypesOnly(TestDatabase database, string? path = null)
    {
        var builder = new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(database.ConnectionString)
            {
                SearchPath = path,
            }.ConnectionString
        );
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }
}
