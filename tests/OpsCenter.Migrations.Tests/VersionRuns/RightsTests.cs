using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

public sealed class RightsTests
{
    [Fact]
    public async Task What_the_role_may_not_do_is_named_with_the_statement()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();");
        var role = $"weak_{Guid.NewGuid():N}";
        await test.ExecuteAsync($"create role {role}");
        try
        {
            await using var source = Npgsql.NpgsqlDataSource.Create(
                new Npgsql.NpgsqlConnectionStringBuilder(test.Database.ConnectionString)
                {
                    Options = $"-c role={role}",
                    Pooling = false,
                }
            );

            (
                await Should.ThrowAsync<PermissionDeniedException>(() =>
                    new FolderMigrator(
                        source,
                        Scripts.MigrationFolder.Read(test.Folder.Path)
                    ).ApplyAsync()
                )
            ).Message.ShouldContain("(in: create schema opscenter_migrations, for the journal)");
        }
        finally
        {
            await test.ExecuteAsync($"drop role {role}");
        }
    }

    [Fact]
    public async Task Rights_that_no_script_gives_are_named_when_their_object_is_dropped()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
                "1_t",
                "create table t (id int primary key, note text); grant select on t to pg_monitor;",
                "drop table t;"
            )
            .With("2_extra", "alter table t add extra text;", "alter table t drop extra;")
            .With("3_u", "create table u (); grant select on u to pg_monitor;", "drop table u;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(
            "grant insert on t to pg_monitor; grant update (extra) on t to pg_monitor"
        );

        var report = await test.Migrator(new FolderOptions { To = "0" }).RollbackAsync();

        report.Steps[0].LostRights.ShouldBeEmpty();
        report
            .Steps[1]
            .LostRights.ShouldBe(["column public.t.extra, rights {pg_monitor=w/postgres}"]);
        report
            .Steps[2]
            .LostRights.ShouldHaveSingleItem()
            .ShouldStartWith("table public.t, rights ");
    }
}
