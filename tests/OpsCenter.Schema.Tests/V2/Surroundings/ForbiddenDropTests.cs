using OpsCenter.Migrations;
using OpsCenter.Migrations.Operations;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Surroundings;

/// <summary>An event trigger that lets nobody drop a schema.</summary>
public sealed class ForbiddenDropTests
{
    private const string Guard = """
        create function public.keep_schemas() returns event_trigger language plpgsql as
        $$ begin raise exception 'no schema is dropped here'; end $$;
        create event trigger keep_schemas on ddl_command_start when tag in ('DROP SCHEMA') execute function public.keep_schemas();
        """;

    [Theory]
    [EachMajor]
    public async Task The_rollback_leaves_the_empty_schema_and_says_so(int major)
    {
        await using var database = await Databases.V1Async(major);
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync(Guard);

        (await database.RollBackAsync()).ShouldSay(
            "drop schema opscenter was refused, and the empty schema stays: no schema is dropped here"
        );

        await database.ShouldNotHaveTableAsync("audit_log");
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync("drop event trigger keep_schemas");
    }

    [Fact]
    public async Task The_service_rolls_back_too()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);
        await database.ExecuteAsync(Guard);
        var migrator = new Migrator(
            database.DataSource,
            new MigratorOptions
            {
                Allowed = new HashSet<string>(StringComparer.Ordinal) { "event-triggers" },
            }
        );
        await migrator.ApplyAsync(Releases.V2);

        (await migrator.RollbackAsync(Releases.V2)).Outcome.ShouldBe(RollbackOutcome.RolledBack);
        await database.ExecuteAsync("drop event trigger keep_schemas");
    }
}
