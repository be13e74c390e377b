using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Tests.Shared;

namespace OpsCenter.MigrationService.Tests.Confirmation;

/// <summary>The questions on a real terminal.</summary>
public sealed class TerminalTests
{
    [Fact]
    public async Task Apply_shows_its_plan_and_asks()
    {
        await using var database = await V1Database.CreateAsync();
        var before = await Unchanged.TakeAsync(database);

        var refused = await Terminal.RunAsync(database, "n\n", "apply --no-backup");
        await before.ShouldHoldAsync();
        var applied = await Terminal.RunAsync(database, "y\n", "apply --no-backup");
        var again = await Terminal.RunAsync(database, "", "apply --no-backup");

        refused.ExitCode.ShouldBe(ExitCodes.Refused);
        Terminal.Unwrapped(refused).ShouldContain("Nothing stands in the way of the apply of v2");
        Terminal.Unwrapped(refused).ShouldContain($"Apply v2 to database \"{database.Name}\" on ");
        Terminal.Unwrapped(refused).ShouldContain("Not confirmed, so nothing was changed.");
        applied.ExitCode.ShouldBe(ExitCodes.Done, applied.StandardOutput);
        again.ExitCode.ShouldBe(ExitCodes.Done, again.StandardOutput);
        again.StandardOutput.ShouldNotContain("[y/N]");
    }

    [Fact]
    public async Task Rollback_asks_for_the_name_of_the_database_and_yes_answers()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        var before = await Unchanged.TakeAsync(database);

        var wrong = await Terminal.RunAsync(database, "other\n", "rollback --no-backup");
        await before.ShouldHoldAsync();
        var right = await Terminal.RunAsync(database, $"{database.Name}\n", "rollback --no-backup");
        await OpsCenterProcess.RunAsync(database, "apply");
        var unasked = await Terminal.RunAsync(database, "", "rollback --no-backup --yes");

        wrong.ExitCode.ShouldBe(ExitCodes.Refused);
        Terminal
            .Unwrapped(wrong)
            .ShouldContain($"The database is \"{database.Name}\", and not \"other\"");
        right.ExitCode.ShouldBe(ExitCodes.Done, right.StandardOutput);
        unasked.ExitCode.ShouldBe(ExitCodes.Done, unasked.StandardOutput);
        unasked.StandardOutput.ShouldNotContain("Type the name");
    }

    [Fact]
    public async Task A_folder_that_takes_no_backup_is_refused_before_the_question()
    {
        await using var database = await V1Database.CreateDumpableAsync();
        using var folder = new BackupFolder();
        Directory.CreateDirectory(folder.Path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_111_111);
        }

        var result = await Terminal.RunAsync(database, "y\n", $"apply --backup-dir {folder.Path}");

        result.ExitCode.ShouldNotBe(ExitCodes.Done, result.StandardOutput);
        Terminal.Unwrapped(result).ShouldContain($"No backup is written into {folder.Path}");
        result.StandardOutput.ShouldNotContain("[y/N]");
    }

    [Fact]
    public async Task A_folder_that_is_not_backed_up_says_so_before_the_question_and_after()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        using var folder = new TemporaryFolder()
            .With("1_a.up.sql", "create table a (id int primary key);")
            .With("1_a.down.sql", "drop table a;");

        var applied = await Terminal.RunAsync(database, "y\n", $"apply --migrations {folder.Path}");
        var undone = await Terminal.RunAsync(
            database,
            $"{database.Name}\n",
            $"rollback --no-backup --migrations {folder.Path}"
        );

        const string NotAsked =
            "a folder is backed up only if --backup-dir or OPSCENTER_BACKUP_DIR says where.";
        Asked(applied, "[y/N]").ShouldContain($"No backup is taken first: {NotAsked}");
        Terminal.Unwrapped(applied).ShouldContain($"No backup was taken: {NotAsked}");
        Asked(undone, "Type the name").ShouldContain("No backup is taken first: it was");
        Terminal.Unwrapped(undone).ShouldContain("No backup was taken: it was switched off");

        static string Asked(CliWrap.Buffered.BufferedCommandResult result, string question) =>
            Terminal.Unwrapped(result).Split(question)[0];
    }

    [Fact]
    public async Task Ctrl_C_at_the_question_says_that_nothing_was_changed()
    {
        await using var database = await V1Database.CreateAsync();
        var before = await Unchanged.TakeAsync(database);

        var result = await Terminal.InterruptAsync(database, "[y/N]", "apply --no-backup");

        await before.ShouldHoldAsync();
        result.ExitCode.ShouldBe(ExitCodes.Cancelled, result.StandardOutput);
        result
            .StandardOutput.ReplaceLineEndings("\n")
            .ShouldMatch(@"\[y/N\] (\^C)?\nCancelled\. Nothing was changed\.\n");
    }

    [Fact]
    public async Task A_loss_without_a_copy_is_in_the_question()
    {
        await using var database = await V1Database.CreateAppliedAsync();

        var result = await Terminal.RunAsync(
            database,
            "n\n",
            $"rollback --no-backup --discard {database.Name}"
        );

        result.ExitCode.ShouldBe(ExitCodes.Refused);
        Terminal.Unwrapped(result).ShouldContain("They cannot be brought back.");
        Terminal.Unwrapped(result).ShouldContain("and loses that data. Type the name");
    }

    [Fact]
    public async Task Nobody_is_asked_about_a_plan_that_does_not_fit()
    {
        using var folder = new TemporaryFolder();
        var plan = Path.Combine(folder.Path, "plan.json");
        await using var database = await V1Database.CreateAppliedAsync();
        await OpsCenterProcess.RunAsync(database, "plan", "--rollback", "--out", plan);
        await database.ExecuteAsync("drop index idx_llm_providers_type");

        var result = await Terminal.RunAsync(database, "", $"rollback --no-backup --plan {plan}");

        result.ExitCode.ShouldBe(ExitCodes.Refused);
        Terminal.Unwrapped(result).ShouldContain("have changed since");
        result.StandardOutput.ShouldNotContain("Type the name");
    }

    [Fact]
    public async Task Seed_asks_before_it_writes_sample_data()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        var before = await Unchanged.TakeAsync(database);

        var refused = await Terminal.RunAsync(database, "\n", "seed --usage-rows 10");
        await before.ShouldHoldAsync();
        var seeded = await Terminal.RunAsync(database, "y\n", "seed --usage-rows 10");

        refused.ExitCode.ShouldBe(ExitCodes.Refused);
        Terminal.Unwrapped(refused).ShouldContain($"into database \"{database.Name}\" on ");
        seeded.ExitCode.ShouldBe(ExitCodes.Done, seeded.StandardOutput);
    }

    [Fact]
    public async Task Replace_asks_for_the_name_of_the_database()
    {
        using var folder = new BackupFolder();
        await using var database = await V1Database.CreateDumpableAsync();
        await OpsCenterProcess.RunAsync(database, "backup", "--backup-dir", folder.Path);
        var before = await Unchanged.TakeAsync(database);
        var command =
            $"restore --file {folder.File} --replace {database.Name} --backup-dir {folder.Path}";

        var wrong = await Terminal.RunAsync(database, "\n", command);
        await before.ShouldHoldAsync();
        var right = await Terminal.RunAsync(database, $"{database.Name}\n", command);

        wrong.ExitCode.ShouldBe(ExitCodes.Refused);
        Terminal.Unwrapped(wrong).ShouldContain("This replaces those tables in database");
        right.ExitCode.ShouldBe(ExitCodes.Done, right.StandardOutput);
    }
}
