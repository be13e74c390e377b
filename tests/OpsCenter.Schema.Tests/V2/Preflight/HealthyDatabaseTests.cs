using Npgsql;
using OpsCenter.Migrations;
using OpsCenter.Schema.Tests.V1;

namespace OpsCenter.Schema.Tests.V2.Preflight;

/// <summary>No rule raises a false alarm for V2 on the databases in the field.</summary>
public class HealthyDatabaseTests
{
    public static TheoryData<int, string> OnEveryMajor => Shapes.OnEveryMajor;

    [Theory, MemberData(nameof(OnEveryMajor))]
    public async Task Nothing_is_found_before_and_after_V2(int major, string shape)
    {
        await using var database = await Shapes.CreateAsync(major, shape);
        var migrator = new Migrator(database.DataSource);

        var up = await migrator.PreflightAsync(Releases.Latest);
        await migrator.ApplyAsync(Releases.Latest);
        var nothing = await migrator.PreflightAsync(Releases.Latest);
        var down = await migrator.PreflightAsync(Releases.Latest, MigrationDirection.Down);

        up.Findings.ShouldHaveSingleItem().Id.ShouldBe("prepared-selects");
        up.Rules.Count.ShouldBeGreaterThan(20);
        nothing.IsNeeded.ShouldBeFalse();
        down.Findings.ShouldHaveSingleItem().Id.ShouldBe("prepared-selects");
        down.IsNeeded.ShouldBeTrue();
    }

    [Theory, EachMajor]
    public async Task An_owner_without_other_rights_is_clear(int major)
    {
        await using var database = await Shapes.CreateAsync(major, "ShapeA");
        var role = $"owner_{database.Name}";
        await database.ExecuteAsync(
            $"""
            create role {role} login password 'secret';
            grant create on schema public to {role};
            create schema opscenter authorization {role};
            alter table llm_providers owner to {role};
            alter table llm_usage_logs owner to {role};
            """
        );
        await using var source = NpgsqlDataSource.Create(
            database.ConnectionStringFor(role, "secret")
        );

        var report = await new Migrator(source).PreflightAsync(Releases.Latest);

        report.Blocking.ShouldBeEmpty();
        // A foreign key ties it to the tables of the migration: the backup before an apply has it.
        report
            .Findings.Where(finding => finding.Id == "backup-rights")
            .ShouldHaveSingleItem()
            .Remedy.ShouldContain($"grant select on table public.llm_models to {role};");
        await database.ExecuteAsync($"grant select on table public.llm_models to {role}");
        (await new Migrator(source).PreflightAsync(Releases.Latest))
            .Findings.ShouldHaveSingleItem()
            .Id.ShouldBe("prepared-selects");
        await database.ExecuteAsync(
            $"reassign owned by {role} to postgres; drop owned by {role}; drop role {role}"
        );
    }
}
