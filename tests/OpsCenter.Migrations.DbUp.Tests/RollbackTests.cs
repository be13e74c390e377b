using OpsCenter.Scripts;
using OpsCenter.Testing.Prerequisites;
using OpsCenter.Tests.Shared;

namespace OpsCenter.Migrations.DbUp.Tests;

/// <summary>What DbUp has no command for: dry run, verification, and a rollback that loses nothing.</summary>
public sealed class RollbackTests
{
    [Theory, EachMajor]
    public async Task A_rollback_loses_no_row(int major)
    {
        await using var test = await Upgrades.CreateAsync(major);
        test.With("App.Scripts.1_loan.sql", "create table loan (id int primary key, book text);")
            .With("App.Scripts.1_loan.down.sql", "drop table loan;");
        test.Perform().Scripts.Single().Name.ShouldBe("App.Scripts.1_loan.sql");
        await test.Database.ExecuteAsync("insert into loan values (1, 'Emma'), (2, 'Middlemarch')");

        var upgrade = test.Upgrade();
        test.Builder().WithOpsCenter(upgrade).Build();
        var report = await upgrade.Migrator().RollbackAsync();
        test.Perform().Scripts.ShouldHaveSingleItem();
        await upgrade.Migrator().RestoreArchiveAsync();

        report.Steps.Single().Archived.ShouldHaveSingleItem();
        (
            await test.Database.ScalarAsync<string>(
                "select string_agg(book, ' ' order by id) from loan"
            )
        ).ShouldBe("Emma Middlemarch");
        (await upgrade.Migrator().VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_executes_the_scripts_on_a_copy_only()
    {
        await using var test = await Upgrades.CreateAsync(await PgDumpProgram.DumpableMajorAsync());
        var upgrade = test.With("1.sql", "alter table reader alter id type bigint;")
            .Upgrade(
                new MigratorOptions
                {
                    Backup = new BackupOptions
                    {
                        ConnectionString = test.Database.ConnectionString,
                        Folder = null,
                    },
                }
            );
        test.Builder().WithOpsCenter(upgrade).Build();

        var report = await upgrade.Migrator().DryRunAsync();

        report.Steps.Single().Impacts.Single().Lock.ShouldBe("ACCESS EXCLUSIVE");
        (
            await test.Database.ScalarAsync<bool>(
                "select atttypid = 'int4'::regtype from pg_attribute where attrelid = 'reader'::regclass and attname = 'id'"
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_of_another_convention_keeps_its_order()
    {
        await using var test = await Upgrades.CreateAsync();
        using var folder = new TemporaryFolder();
        folder
            .With("2_loan.up.sql", "create table loan ();")
            .With("10_due.up.sql", "alter table loan add due date;");

        var result = test.Perform(
            new OpsCenterUpgrade(test.Database.DataSource)
            {
                Folder = MigrationFolder.Read(folder.Path),
            }
        );

        result.Error.ShouldBeNull();
        result.Scripts.Select(script => script.Name).ShouldBe(["2_loan.up.sql", "10_due.up.sql"]);
    }
}
