using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>The journal of DbUp says what is applied, under the names that its program gives to scripts.</summary>
public sealed class KeepDbUpTests
{
    private static readonly FolderOptions Keep = new() { KeepJournal = true };

    [Theory]
    [InlineData("")]
    [InlineData("App.Scripts.")]
    public async Task The_list_of_DbUp_follows_with_the_names_of_the_program(string prefix)
    {
        await using var test = await FolderCase.CreateAsync();
        var scripts = new[]
        {
            ("1_a.sql", "create table a ();"),
            ("2_b.sql", "create table b ();"),
        };
        DbUp.Engine.UpgradeEngine Engine(int count) =>
            DbUp
                .DeployChanges.To.PostgresqlDatabase(test.Database.ConnectionString)
                .WithScripts(
                    scripts
                        .Take(count)
                        .Select(script => new DbUp.Engine.SqlScript(
                            prefix + script.Item1,
                            script.Item2
                        ))
                )
                .LogToNowhere()
                .Build();
        Engine(1).PerformUpgrade().Successful.ShouldBeTrue();
        foreach (var (name, text) in scripts)
        {
            test.Folder.With(name, text);
        }

        test.Folder.With("2_b.down.sql", "drop table b;");
        await Plain(test).AdoptAsync();

        await Plain(test).ApplyAsync();

        Engine(2).IsUpgradeRequired().ShouldBeFalse();
        await Plain(test).RollbackAsync();
        Engine(2).GetScriptsToExecute().Single().Name.ShouldBe($"{prefix}2_b.sql");
        Engine(2).PerformUpgrade().Successful.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_row_nothing_tells_how_DbUp_names_a_script()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            "create table schemaversions (scriptname text, applied timestamp); insert into schemaversions values ('X.1_a.sql', now()); create table a ()"
        );
        test.Folder.With("1_a.sql", "create table a ();").With("1_a.down.sql", "drop table a;");
        await Plain(test).AdoptAsync();
        await Plain(test).RollbackAsync();

        (
            await Should.ThrowAsync<VersionConflictException>(() => Plain(test).ApplyAsync())
        ).Message.ShouldContain("it has no row that tells how the program names its scripts");
        (await test.ScalarAsync<bool>("select to_regclass('a') is null")).ShouldBeTrue();
    }

    private static FolderMigrator Plain(FolderCase test) =>
        new(test.Database.DataSource, MigrationFolder.Read(test.Folder.Path, "plain"), Keep);
}
