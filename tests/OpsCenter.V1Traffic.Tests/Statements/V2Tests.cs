using OpsCenter.Migrations;
using OpsCenter.Schema;

namespace OpsCenter.V1Traffic.Tests.Statements;

/// <summary>V1's backend knows nothing of V2.</summary>
public class V2Tests
{
    private static readonly TrafficOptions Busy = new() { RatePerSecond = 100 };

    [Theory]
    [MemberData(nameof(V1Database.Shapes), MemberType = typeof(V1Database))]
    public async Task Traffic_runs_before_during_and_after_V2_and_after_its_rollback(string shape)
    {
        await using var database = await V1Database.CreateAsync(shape);
        await using var source = database.ForTraffic();
        await using var run = await TrafficRun.StartAsync(source, Busy);
        var migrator = Migrator(database);

        await Task.Delay(300);
        await migrator.ApplyAsync(Releases.Latest);
        await Task.Delay(300);
        await migrator.RollbackAsync(Releases.Latest);
        await Task.Delay(300);

        var report = await run.StopAsync();
        report.Operations.Errors.ShouldBeEmpty();
        report.IsClean.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(V1Database.Shapes), MemberType = typeof(V1Database))]
    public async Task Rights_on_V1s_columns_alone_are_enough_after_V2(string shape)
    {
        await using var database = await V1Database.CreateAsync(shape);
        var role = $"v1_only_{database.Name}";
        await database.ExecuteAsync($"create role {role} login password '{role}'");
        try
        {
            await database.ExecuteAsync(
                $"""
                do $$
                declare
                    r record;
                begin
                    for r in select c.oid::regclass as name, c.relkind,
                            string_agg(quote_ident(a.attname), ', ') filter (where a.attnum > 0) as columns
                        from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'S')
                        group by c.oid, c.relkind
                    loop
                        if r.relkind = 'S' then
                            execute format('grant usage on sequence %s to {role}', r.name);
                        else
                            execute format('grant select (%1$s), insert (%1$s), update (%1$s) on %2$s to {role}', r.columns, r.name);
                        end if;
                    end loop;
                end
                $$
                """
            );
            await Migrator(database).ApplyAsync(Releases.Latest);

            await using var source = database.ForTraffic(role);
            await using var run = await TrafficRun.StartAsync(
                source,
                Busy with
                {
                    Duration = TimeSpan.FromSeconds(1.5),
                }
            );
            await run.Ended;

            run.Report().Operations.Errors.ShouldBeEmpty();
            run.Report().Operations.Kinds.Count.ShouldBe(7);
        }
        finally
        {
            await database.ExecuteAsync($"drop owned by {role}; drop role {role}");
        }
    }

    private static Migrator Migrator(TestDatabase database) =>
        new(database.DataSource, new MigratorOptions(), TimeProvider.System);
}
