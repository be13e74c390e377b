using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Tests.Shared;

namespace OpsCenter.MigrationService.Tests.Commands;

/// <summary>A command with a folder says what was done, and what usually follows.</summary>
public sealed class FolderHintTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With("1_a.up.sql", "create table a (id int primary key);")
        .With("1_a.down.sql", "drop table a;");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_command_says_what_follows()
    {
        await using var database = await V1Database.CreateDumpableAsync();

        (await NextAsync(database, "status")).ShouldBe(Command("plan"));
        (await NextAsync(database, "plan", "--steps", "1")).ShouldBe(
            $"{Command("apply")} --steps 1; before it, dry-run executes it on a copy of the definitions"
        );
        (await NextAsync(database, "dry-run")).ShouldBe(Command("apply"));
        (
            await NextAsync(database, "plan", "--out", Path.Combine(_folder.Path, "plan.json"))
        ).ShouldBeNull();
        (await NextAsync(database, "apply")).ShouldBe(Command("verify"));
        (await NextAsync(database, "plan")).ShouldBe(Command("verify"));
        (await NextAsync(database, "dry-run")).ShouldBe(Command("verify"));
        (await NextAsync(database, "plan", "--rollback")).ShouldBe(Command("rollback"));
        (await NextAsync(database, "status")).ShouldBe(Command("verify"));
        (await NextAsync(database, "verify")).ShouldBeNull();
        (await NextAsync(database, "rollback")).ShouldBe(Command("status"));
        await RunAsync(database, "apply");
        await database.ExecuteAsync("insert into a values (1)");
        (await NextAsync(database, "rollback")).ShouldBe(
            $"{Command("apply")}, then {Command("restore-archive")} brings back what was archived"
        );
        (await NextAsync(database, "apply")).ShouldBe(
            $"{Command("restore-archive")} brings back 1 archive of earlier rollbacks"
        );
        (await NextAsync(database, "status")).ShouldBe(
            $"{Command("restore-archive")} brings the archived rows back"
        );
        await database.ExecuteAsync("drop table a");
        (await NextAsync(database, "verify")).ShouldBe(Command("status"));
    }

    [Fact]
    public async Task A_dry_run_that_shows_an_obstacle_begins_with_it()
    {
        await using var database = await V1Database.CreateDumpableAsync();
        _folder.With("1_a.up.sql", "alter table llm_providers drop column name;");

        var result = await RunAsync(database, "dry-run");

        result.ExitCode.ShouldBe(ExitCodes.Refused, result.StandardError);
        var said = result.StandardOutput[
            result.StandardOutput.IndexOf("apply would", StringComparison.Ordinal)..
        ];
        said.ShouldStartWith("apply would be refused: ");
        said.IndexOf("1 migration ran on a copy", StringComparison.Ordinal).ShouldBePositive();
        said.TrimEnd()
            .Split('\n')[^1]
            .ShouldBe($"Next: declare the changes in the script, then {Command("dry-run")}");
    }

    [Fact]
    public async Task A_restore_names_the_rows_in_the_way_and_ends_with_a_verdict()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        _folder.With("1_a.up.sql", "create table a (id int primary key, name text);");
        await RunAsync(database, "apply");
        await database.ExecuteAsync("insert into a values (1, 'x'), (2, 'y')");
        await RunAsync(database, "rollback");
        await RunAsync(database, "apply");
        await database.ExecuteAsync("insert into a values (2, 'z')");

        var plan = await RunAsync(database, "restore-archive", "--plan");
        var restored = await RunAsync(database, "restore-archive");
        var kept = await RunAsync(database, "restore-archive", "--keep-existing");
        var nothing = await RunAsync(database, "restore-archive");

        plan.StandardOutput.ShouldBe(
            """
            archive 1: 1 row would be restored to "public"."a"
              1 row of "public"."a" has other values and would stay as it is: id=2
            Would be restored: 1 row from 1 archive. Nothing was changed.
            1 archive would stay open. Remove what is in the way and repeat, or leave rows with other values as they are with --keep-existing.

            """,
            StringCompareShould.IgnoreLineEndings
        );
        restored.ExitCode.ShouldBe(ExitCodes.Refused);
        restored.StandardOutput.ShouldContain("stayed as it is: id=2\n");
        restored.StandardOutput.ShouldContain(
            "Restored: 1 row from 1 archive.\n1 archive stays open."
        );
        kept.ExitCode.ShouldBe(ExitCodes.Done);
        kept.StandardOutput.ShouldEndWith("Restored: 0 rows from 1 archive.\n");
        nothing.StandardOutput.ShouldBe(
            "There is nothing to restore: no archive is left that was not restored. Nothing was changed.\n"
        );
    }

    [Fact]
    public async Task Values_that_a_later_migration_wrote_come_back_by_the_commands_that_are_named()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        _folder
            .With(
                "1_a.up.sql",
                "create table a (id int primary key); insert into a values (1), (2);"
            )
            .With("2_b.up.sql", "alter table a add column total int; update a set total = 5;")
            .With("2_b.down.sql", "alter table a drop column total;")
            .With("3_c.up.sql", "alter table a alter column id type bigint;")
            .With("3_c.down.sql", "alter table a alter column id type int;");
        await RunAsync(database, "apply", "--preserve", "report");
        await database.ExecuteAsync("update a set total = 7 where id = 2");

        (await NextAsync(database, "rollback", "--to", "1")).ShouldBe(
            $"{Command("apply")} --to 2, then {Command("restore-archive")} brings back what was archived, before later migrations change it; then apply"
        );
        await RunAsync(database, "apply", "--preserve", "report");
        (await NextAsync(database, "restore-archive")).ShouldBe(
            $"if later migrations wrote these rows, {Command("rollback")} --steps 2, then apply --to 2, restore-archive, and what that names"
        );
        await RunAsync(database, "rollback", "--steps", "2");
        await RunAsync(database, "apply", "--to", "2", "--preserve", "report");
        await RunAsync(database, "restore-archive");
        await RunAsync(database, "apply", "--preserve", "report");
        (await RunAsync(database, "restore-archive")).ExitCode.ShouldBe(ExitCodes.Done);
        (
            await database.ScalarAsync<string>(
                "select string_agg(total::text, ' ' order by id) from a"
            )
        ).ShouldBe("5 7");
    }

    [Fact]
    public async Task A_worker_applies_and_verifies_a_folder()
    {
        await using var database = await V1Database.CreateEmptyAsync();

        var done = await RunAsync(database, "worker");
        done.ExitCode.ShouldBe(ExitCodes.Done, done.StandardError);
        done.StandardOutput.ShouldContain("1 migration applied.");
        done.StandardOutput.ShouldContain("Verified: every migration is applied");
        await database.ExecuteAsync("drop table a");
        (await RunAsync(database, "worker")).ExitCode.ShouldBe(ExitCodes.NotVerified);
    }

    [Theory]
    [InlineData("apply")]
    [InlineData("worker")]
    [InlineData("rollback")]
    public async Task A_run_without_a_backup_says_so_and_why(string command)
    {
        await using var database = await V1Database.CreateEmptyAsync();
        if (command == "rollback")
        {
            await RunAsync(database, "apply");
        }

        var switchedOff = await RunAsync(database, command);

        switchedOff.StandardOutput.ShouldContain(
            "No backup was taken: it was switched off (--no-backup).\n"
        );
        (await RunAsync(database, command)).StandardOutput.ShouldNotContain("No backup");
    }

    [Fact]
    public async Task Data_that_an_apply_drops_is_named_before_and_after_and_not_promised_back()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        _folder
            .With("1_a.up.sql", "create table a (id int primary key, code text);")
            .With("2_b.up.sql", "-- opscenter: changes public.a\nalter table a drop column code;")
            .With("2_b.down.sql", "alter table a add column code text;");
        await RunAsync(database, "apply", "--to", "1");
        await database.ExecuteAsync("insert into a values (1, 'x')");
        const string Column = "    lost    column public.a.code";

        var plan = await RunAsync(database, "plan");
        var applied = await RunAsync(database, "apply");
        var back = await RunAsync(database, "plan", "--rollback");
        var undone = await RunAsync(database, "rollback");

        plan.StandardOutput.ShouldContain(
            "alter table a drop column code (with what is in it, which is not archived)\n"
        );
        applied.StandardOutput.ShouldContain($"{Column}, with its values: not archived, only");
        back.StandardOutput.ShouldContain(
            "    lost    what the apply dropped was not archived, and is back only if the down script writes it: alter table a drop column code\n"
        );
        undone.StandardOutput.ShouldContain(
            $"{Column}: its values of before the apply were not archived"
        );
    }

    [Fact]
    public async Task An_accepted_edit_is_named()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        await RunAsync(database, "apply");
        _folder.With("1_a.up.sql", "create table a (id integer primary key);");

        (await RunAsync(database, "apply", "--accept-edit")).StandardOutput.ShouldContain(
            "The edit of 1_a.up.sql was recorded"
        );
        (await RunAsync(database, "apply", "--accept-edit")).StandardOutput.ShouldNotContain(
            "was recorded"
        );
    }

    [Fact]
    public async Task Preflight_does_not_pass_over_the_folder_of_the_configuration()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        _folder.With("conf/opscenter.json", $$"""{ "migrations": "{{_folder.Path}}" }""");

        var result = await OpsCenterProcess.RunAsync(
            database.ConnectionString,
            "preflight",
            "--config",
            Path.Combine(_folder.Path, "conf/opscenter.json")
        );

        result.ExitCode.ShouldBe(ExitCodes.Usage, result.StandardOutput);
        result.StandardError.ShouldContain(Command("dry-run"));
    }

    private string Command(string name) => $"opscenter {name} --migrations {_folder.Path}";

    private async Task<string?> NextAsync(TestDatabase database, params string[] arguments) =>
        (await RunAsync(database, arguments)).Next();

    private Task<CliWrap.Buffered.BufferedCommandResult> RunAsync(
        TestDatabase database,
        params string[] arguments
    ) =>
        OpsCenterProcess.RunAsync(
            database.ConnectionString,
            [.. arguments, "--migrations", _folder.Path]
        );
}
