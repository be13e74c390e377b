using OpsCenter.Aspire.Hosting.Running;

namespace OpsCenter.Aspire.Hosting.Tests.Commands;

public class MigrationOperationsTests
{
    [Theory]
    [InlineData("apply", "Pending", 0, "Applied")]
    [InlineData("apply", "Pending", 4, "Refused")]
    [InlineData("apply", "Pending", 9, "Refused")]
    [InlineData("apply", "Pending", 7, "Failed")]
    [InlineData("apply", "Rolled back", 130, "Rolled back")]
    [InlineData("verify", "Applied", 8, "Failed")]
    [InlineData("verify", "Failed", 0, "Applied")]
    [InlineData("verify", "Pending", 8, "Pending")]
    [InlineData("rollback", "Applied", 0, "Rolled back")]
    [InlineData("rollback", "Applied", 4, "Applied")]
    [InlineData("rollback", "Applied", 5, "Failed")]
    [InlineData("plan", "Pending", 4, "Pending")]
    [InlineData("restore-archive", "Applied", 4, "Applied")]
    [InlineData("status", "Applied", 3, "Applied")]
    public void The_state_follows_from_the_exit_code(
        string operation,
        string before,
        int exitCode,
        string after
    ) => Operation(operation).NextState(before, new(exitCode, "", null)).ShouldBe(after);

    [Theory]
    [InlineData("apply", true, "--backup-dir /backups")]
    [InlineData("apply", false, "--no-backup")]
    [InlineData("preflight", true, "")]
    [InlineData("preflight", false, "--no-backup")]
    [InlineData("plan", false, "")]
    public void Preflight_knows_whether_a_run_takes_a_backup(
        string operation,
        bool takesBackup,
        string arguments
    ) =>
        string.Join(
                ' ',
                Operation(operation)
                    .BackupArguments(
                        new SqlMigrationOptions
                        {
                            TakeBackup = takesBackup,
                            BackupFolder = "/backups",
                        }
                    )
            )
            .ShouldBe(arguments);

    [Theory]
    [InlineData("applied", "Pending", "Applied")]
    [InlineData("applied-outside-service", "Pending", "Applied")]
    [InlineData("rolled-back-outside-service", "Applied", "Rolled back")]
    [InlineData("apply-interrupted", "Pending", "Failed")]
    [InlineData("checksum-changed", "Applied", "Refused")]
    [InlineData("pending", "Applied", "Pending")]
    [InlineData("pending", "Refused", "Refused")]
    public void Status_finds_what_was_done_from_elsewhere(
        string standing,
        string before,
        string after
    )
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $$"""{"standing": "{{standing}}", "history": []}""");
        var result = new ProgramResult(0, "", RunDocument.Read(file));
        File.Delete(file);
        Operation("status").NextState(before, result).ShouldBe(after);
    }

    [Fact]
    public void Destructive_operations_ask_first() =>
        MigrationOperations
            .All.Where(operation => operation.Confirmation is not null)
            .Select(operation => operation.Name)
            .ShouldBe(["rollback", "restore-archive"]);

    [Fact]
    public void Rows_are_discarded_only_with_the_name_of_the_database()
    {
        Entered("rollback", "discard", "").ShouldBeEmpty();
        Entered("rollback", "discard", "shop").ShouldBe(["--discard=shop"]);
    }

    [Fact]
    public void What_is_entered_as_a_name_does_not_become_an_option()
    {
        Entered("rollback", "discard", "--no-backup").ShouldBe(["--discard=--no-backup"]);
        Entered("rollback", "discard", "@/etc/hosts").ShouldBe(["--discard=@/etc/hosts"]);
    }

    [Fact]
    public void Existing_rows_are_kept_if_that_is_ticked()
    {
        Entered("restore-archive", "keep-existing", "false").ShouldBeEmpty();
        Entered("restore-archive", "keep-existing", "true").ShouldBe(["--keep-existing"]);
    }

    private static IEnumerable<string> Entered(string operation, string input, string value) =>
        Operation(operation)
            .FromInputs(
                new InteractionInputCollection([
                    new InteractionInput
                    {
                        Name = input,
                        InputType = InputType.Text,
                        Value = value,
                    },
                ])
            );

    private static MigrationOperation Operation(string name) =>
        MigrationOperations.All.Single(operation => operation.Name == name);
}
