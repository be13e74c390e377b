using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Preflight;
using OpsCenter.Migrations.Tests.Sessions;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight;

public class PreflightRunTests
{
    private static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task All_rules_together_take_two_round_trips()
    {
        await using var shop = await Shop.CreateAsync();
        var plan = await Shop.Migrator(shop).PlanAsync(Shop.Migration);
        await using var session = await EngineSession.OpenAsync(shop.DataSource);
        using var root = new Activity("test").Start();
        var commands = new ConcurrentQueue<Activity>();
        using var listener = Listen(root, commands);

        await new PreflightRun(session, new MigratorOptions()).FindAsync(
            PreflightRules.All,
            plan,
            default
        );

        commands.Count.ShouldBe(2);
    }

    [Fact]
    public async Task All_rules_together_take_less_than_a_tenth_of_a_second()
    {
        await using var shop = await Shop.CreateAsync();
        var plan = await Shop.Migrator(shop).PlanAsync(Shop.Migration);
        await using var session = await EngineSession.OpenAsync(shop.DataSource);
        var fastest = TimeSpan.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await new PreflightRun(session, new MigratorOptions()).FindAsync(
                PreflightRules.All,
                plan,
                default
            );
            fastest = TimeSpan.FromTicks(
                Math.Min(fastest.Ticks, Stopwatch.GetElapsedTime(started).Ticks)
            );
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"All rules: {fastest.TotalMilliseconds:0.0} ms"
        );
        fastest.ShouldBeLessThan(Goal);
    }

    [Fact]
    public async Task A_catalog_that_is_hidden_from_the_role_hides_no_other_answer()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync("revoke select on pg_replication_slots from public");
        await using var role = await Role.CreateAsync(
            shop,
            "grant create on schema public to {0}; create schema opscenter authorization {0}"
        );
        await using var source = NpgsqlDataSource.Create(role.ConnectionString);

        var report = await new Migrator(source).PreflightAsync(Shop.Migration);

        report
            .Findings.Select(finding => (finding.Id, finding.Severity))
            .ShouldBe([
                ("ownership", PreflightSeverity.Refusal),
                ("replication-slots", PreflightSeverity.Note),
                ("prepared-selects", PreflightSeverity.Note),
            ]);
        report.Findings[1].Message.ShouldContain("could not be checked: permission denied");
    }

    private static ActivityListener Listen(Activity root, ConcurrentQueue<Activity> commands)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.TraceId == root.TraceId)
                {
                    commands.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
