using OpsCenter.Aspire.Hosting.Running;

namespace OpsCenter.Aspire.Hosting.Tests.Running;

public sealed class RunDocumentTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void A_status_gives_version_last_run_and_checksum()
    {
        var status = Read(
            """
            {"migration": "v2", "version": "2.0.0", "database": "unicorn_db", "standing": "applied", "history": [
              {"direction": "up", "executedAt": "2026-11-28T21:00:00Z", "executedBy": "unicorn", "durationMs": 700, "checksum": "abc"}]}
            """
        );
        status.Standing.ShouldBe("applied");
        status.Version.ShouldBe("v2 (2.0.0)");
        status.Database.ShouldBe("unicorn_db");
        status.LastRun.ShouldBe("apply at 2026-11-28 21:00:00Z, 700 ms, by unicorn");
        status.Checksum.ShouldBe("abc");
        status.WasRolledBack.ShouldBeFalse();
    }

    [Fact]
    public void A_rollback_is_the_last_run_of_a_status_after_it() =>
        Read("""{"standing": "pending", "history": [{"direction": "up"}, {"direction": "down"}]}""")
            .WasRolledBack.ShouldBeTrue();

    [Fact]
    public void A_run_gives_its_backup_and_the_objects_that_were_verified()
    {
        var worker = Read(
            """
            {"apply": {"backup": {"file": "/backups/a.dump"}}, "verify": {"checks": [
              {"subject": "schema", "passed": true}, {"subject": "schema", "passed": false}, {"subject": "data", "passed": true}]}}
            """
        );
        worker.BackupFile.ShouldBe("/backups/a.dump");
        worker.Objects.ShouldBe(1);
        worker.ErrorText.ShouldBeNull();
    }

    [Fact]
    public void An_error_shows_each_obstacle_with_what_to_do()
    {
        var text = Read(
            """
            {"error": {"message": "In the way:\n# one", "remedy": "Run it again.", "findings": [
              {"id": "ownership", "message": "[x](http://a)", "remedy": "alter table t owner to u;"}]}}
            """
        )
            .ErrorText.ShouldNotBeNull();
        text.ReplaceLineEndings("\n")
            .ShouldBe(
                "In the way:\n# one\n\nownership: [x](http://a)\nWhat to do:\nalter table t owner to u;\n\nWhat to do:\nRun it again."
            );
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"standing\": ")]
    public void What_a_killed_program_left_is_no_document(string text)
    {
        File.WriteAllText(_file, text);
        RunDocument.Read(_file).ShouldBeNull();
    }

    [Fact]
    public void A_missing_file_is_no_document() =>
        RunDocument.Read(_file + ".missing").ShouldBeNull();

    public void Dispose() => File.Delete(_file);

    private RunDocument Read(string json)
    {
        File.WriteAllText(_file, json);
        return RunDocument.Read(_file).ShouldNotBeNull();
    }
}
