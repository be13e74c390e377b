using System.Text.RegularExpressions;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing.Dumps;

namespace OpsCenter.MigrationService.Tests.Backups;

/// <summary>What a refusal to replace tables advises is done as it stands there, and the run after it succeeds.</summary>
public sealed class ReplaceRemedyTests
{
    private const string Into = "--into <new database>";
    private const string Extra =
        "create table extra (id int); insert into extra select generate_series(1, 10)";

    [Theory]
    [InlineData("--allow no-rows")]
    [InlineData(Into)]
    [InlineData("Take a dump with their rows")]
    [FollowsRemedy("Backup/ReplacementGuards.cs", "has no rows of")]
    public async Task A_dump_without_rows(string remedy)
    {
        await using var scene = await WithExtraAsync();
        var file = await DumpAsync(scene, "--schema-only");

        await scene.RefuseToReplaceAsync(file, remedy);

        await FollowAsync(scene, file, remedy);
    }

    [Theory]
    [InlineData("--allow rows-only")]
    [InlineData("Take a dump with definitions and rows")]
    [FollowsRemedy("Backup/ReplacementGuards.cs", "has rows without the definition")]
    public async Task A_dump_of_rows_only(string remedy)
    {
        await using var scene = await WithExtraAsync();
        var file = await DumpAsync(scene, "--data-only");

        // A database that is new has no tables for them.
        (await scene.RefuseToReplaceAsync(file, remedy)).ShouldNotContain("--into");

        await FollowAsync(scene, file, remedy);
    }

    [Theory]
    [InlineData("Create the tables first")]
    [InlineData("take a dump with definitions and rows")]
    [FollowsRemedy("Backup/ReplacementGuards.cs", "has rows of tables that are not there")]
    public async Task Rows_of_a_table_that_is_gone(string remedy)
    {
        await using var scene = await WithExtraAsync();
        var file = await DumpAsync(scene, "--data-only");
        var whole = await DumpAsync(scene);
        await scene.Database.ExecuteAsync("drop table extra");
        string[] replace =
        [
            "restore",
            "--file",
            file,
            "--replace",
            scene.Database.Name,
            "--allow",
            "rows-only",
        ];

        await scene.RefuseAsync((ExitCodes.Refused, "restore-refused"), remedy, replace);

        if (remedy.StartsWith("Create", StringComparison.Ordinal))
        {
            await scene.Database.ExecuteAsync("create table extra (id int)");
            await scene.SucceedAsync(replace);
        }
        else
        {
            await scene.ReplaceAsync(whole);
        }
    }

    [Theory]
    [InlineData("--allow other-database")]
    [InlineData(Into)]
    [FollowsRemedy("Backup/ReplacementGuards.cs", "is a dump of database")]
    public async Task A_dump_of_another_database(string remedy)
    {
        await using var other = await WithExtraAsync();
        await using var scene = await WithExtraAsync();
        var file = await DumpAsync(other);

        await scene.RefuseToReplaceAsync(file, remedy);

        await FollowAsync(scene, file, remedy);
    }

    [Theory]
    [InlineData("--allow published-rows")]
    [InlineData(Into)]
    [FollowsRemedy("Backup/ReplacementGuards.cs", "publishes every table of the database")]
    public async Task Published_tables(string remedy)
    {
        await using var scene = await WithExtraAsync();
        await scene.Database.ExecuteAsync("create publication everything for all tables");
        var file = await DumpAsync(scene);

        await scene.RefuseToReplaceAsync(file, remedy);

        await FollowAsync(scene, file, remedy);
    }

    [Theory]
    [InlineData("alter table")]
    [InlineData(Into)]
    [FollowsRemedy("Backup/ReplacementGuards.cs", "inherits from a table that would be dropped")]
    public async Task Heirs_that_the_file_does_not_have(string remedy)
    {
        await using var scene = await WithExtraAsync();
        var file = await DumpAsync(scene);
        await scene.Database.ExecuteAsync(
            "create table \"The Heir\" () inherits (extra); create table heir () inherits (extra)"
        );

        var said = await scene.RefuseToReplaceAsync(file, remedy);

        if (remedy == Into)
        {
            await scene.RestoreBesideAsync(file);
            return;
        }

        foreach (Match statement in Regex.Matches(said, "alter table [^;]+;"))
        {
            await scene.Database.ExecuteAsync(statement.Value);
        }

        await scene.ReplaceAsync(file);
    }

    [Fact]
    [FollowsRemedy("Backup/ListedRelations.cs", "can mean several tables")]
    public async Task Names_that_the_contents_do_not_tell_apart()
    {
        await using var scene = await BackupScene.CreateAsync();
        const string table = "create table extra.\"a b\" (id int);";
        await scene.Database.ExecuteAsync(
            $"create schema extra; create schema \"extra a\"; {table} create table \"extra a\".b (id int)"
        );
        var file = await OperatorDump.TakeAsync(scene.Folder, scene.Database, "--schema=extra");
        await scene.Database.ExecuteAsync($"drop table extra.\"a b\"; {table}");

        await scene.RefuseToReplaceAsync(file, Into);

        await scene.RestoreBesideAsync(file);
    }

    [Fact]
    [FollowsRemedy("Backup/RestoreRisks.cs", "has no risk")]
    public async Task A_risk_that_there_is_not()
    {
        await using var scene = await WithExtraAsync();
        var file = await DumpAsync(scene);

        var said = await scene.RefuseAsync(
            (ExitCodes.Usage, "invalid-option"),
            "May be allowed: ",
            "restore",
            "--file",
            file,
            "--replace",
            scene.Database.Name,
            "--allow",
            "everything"
        );

        foreach (
            var risk in Regex.Match(said, "May be allowed: (.+)[.]").Groups[1].Value.Split(", ")
        )
        {
            await scene.ReplaceAsync(file, "--allow", risk);
        }
    }

    [Theory]
    [InlineData("--replace")]
    [InlineData(Into)]
    [FollowsRemedy("Operations/Replacement.cs", "--replace names database")]
    public async Task The_name_of_another_database(string remedy)
    {
        await using var scene = await WithExtraAsync();
        var file = await DumpAsync(scene);
        string[] restore = ["restore", "--file", file, "--replace"];

        var said = await scene.RefuseAsync(
            (ExitCodes.Refused, "restore-refused"),
            remedy,
            [.. restore, "another"]
        );

        if (remedy == Into)
        {
            await scene.RestoreBesideAsync(file);
        }
        else
        {
            await scene.SucceedAsync([
                .. restore,
                Regex.Match(said, "say so: --replace (.+?)[.] To").Groups[1].Value,
            ]);
        }
    }

    [Theory]
    [InlineData(Into)]
    [InlineData("(pg_dump --encoding=UTF8)")]
    [FollowsRemedy("Backup/ScriptText.cs", "are not text in UTF-8")]
    public async Task Definitions_in_another_encoding(string remedy)
    {
        await using var maker = await V1Database.CreateDumpableAsync();
        var latin = $"{maker.Name}_latin";
        await maker.ExecuteAsync(
            $"create database {latin} encoding 'LATIN1' locale 'C' template template0"
        );
        await using var scene = await BackupScene.CreateAsync(
            TestServer.For(maker.Major).AdoptDatabaseAsync(latin)
        );
        await scene.Database.ExecuteAsync($"{Extra}; comment on table extra is 'é'");
        var file = await DumpAsync(scene);

        await scene.RefuseToReplaceAsync(file, remedy);

        await FollowAsync(scene, file, remedy);
    }

    [Fact]
    [FollowsRemedy("Backup/DataScript.cs", "has its rows as INSERT statements")]
    public async Task Rows_as_inserts()
    {
        await using var scene = await WithExtraAsync();
        var file = await DumpAsync(scene, "--inserts");

        await scene.RefuseToReplaceAsync(file, Into);

        await scene.RestoreBesideAsync(file);
    }

    [Theory]
    [InlineData("Repeat.")]
    [InlineData(Into)]
    [FollowsRemedy("Backup/BackupRows.cs", "does not have all rows of")]
    public async Task A_backup_before_that_lacks_rows(string remedy)
    {
        await using var scene = await WithExtraAsync();
        var file = await DumpAsync(scene);
        await scene.Database.ExecuteAsync("insert into extra values (11)");
        using var partial = await FakePgDump.AroundTheRealOneAsync(
            $"[ -e once ] && exec $real \"$@\"; touch once; for a; do case \"$a\" in --file=*) cp {file} \"${{a#--file=}}\" ;; esac; done"
        );
        scene.PgDump = partial.Folder;

        await scene.RefuseAsync(
            (ExitCodes.BackupFailed, "backup-failed"),
            remedy,
            "restore",
            "--file",
            file,
            "--replace",
            scene.Database.Name
        );

        await FollowAsync(scene, file, remedy);
    }

    private static async Task<BackupScene> WithExtraAsync()
    {
        var scene = await BackupScene.CreateAsync();
        await scene.Database.ExecuteAsync(Extra);
        return scene;
    }

    private static Task<string> DumpAsync(BackupScene scene, params string[] arguments) =>
        OperatorDump.TakeAsync(scene.Folder, scene.Database, ["--table=extra", .. arguments]);

    private static async Task FollowAsync(BackupScene scene, string file, string remedy)
    {
        if (remedy == Into)
        {
            await scene.RestoreBesideAsync(file);
        }
        else
        {
            await scene.ReplaceAsync(
                remedy.Contains("dump", StringComparison.Ordinal)
                    ? await DumpAsync(scene, "--encoding=UTF8")
                    : file,
                remedy.StartsWith("--allow", StringComparison.Ordinal) ? remedy.Split(' ') : []
            );
        }
    }
}
