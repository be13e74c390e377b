using Npgsql;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Operations;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Schema;

namespace OpsCenter.Crash.Tests;

public sealed class RunnerCrowdTests
{
    [Fact]
    public async Task Of_fifty_runners_one_applies_V2_and_the_others_find_it_applied()
    {
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(V1.A);
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 60 }
        );
        var migrator = new Migrator(
            source,
            new MigratorOptions { RunnerDeadline = TimeSpan.FromMinutes(5) }
        );

        var reports = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => migrator.ApplyAsync(Releases.V2))
        );

        reports.Count(report => report.Outcome == ApplyOutcome.Applied).ShouldBe(1);
        reports.Count(report => report.Outcome == ApplyOutcome.AlreadyApplied).ShouldBe(49);
        (await database.ScalarAsync<long>("select count(*) from opscenter.journal")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_ten_processes_one_applies_V2_and_none_fails()
    {
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(V1.A);

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(_ => OpsCenterProcess.RunAsync(database, "apply", "--timeout", "5m"))
        );

        results.ShouldAllBe(result => result.ExitCode == 0);
        results.Count(result => result.StandardOutput.Contains("was applied in")).ShouldBe(1);
        (await database.ScalarAsync<long>("select count(*) from opscenter.journal")).ShouldBe(1);
    }
}
