using OpsCenter.Scripts.Folders;
using OpsCenter.Tests.Shared;

namespace OpsCenter.Scripts.Tests;

public sealed class NewMigrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_next_number_has_as_many_digits()
    {
        _folder.With("000009_a.up.sql").With("000009_a.down.sql");

        Created("add email").ShouldBe(["000010_add_email.up.sql", "000010_add_email.down.sql"]);
        MigrationFolder.Read(_folder.Path).Migrations.Count.ShouldBe(2);
    }

    [Fact]
    public void A_version_that_is_a_time_is_followed_by_now()
    {
        _folder.With("20240101000000_a.sql", "-- migrate:up\nselect 1;\n");

        Created("b").Single().ShouldMatch("^20[0-9]{12}_b.sql$");
        MigrationFolder.Read(_folder.Path).Convention.Name.ShouldBe("dbmate");
    }

    [Fact]
    public void An_empty_folder_needs_a_convention()
    {
        Should.Throw<MigrationFolderException>(() => Created("a"));
        Created("a", "goose").ShouldBe(["0001_a.sql"]);
        MigrationFolder.Read(_folder.Path).Convention.Name.ShouldBe("goose");
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("a.b")]
    [InlineData("")]
    public void A_name_that_is_no_part_of_a_file_name_is_refused(string name) =>
        Should
            .Throw<MigrationFolderException>(() => Created(name, "plain"))
            .Message.ShouldEndWith("cannot be a part of a file name.");

    private IEnumerable<string> Created(string name, string? convention = null) =>
        NewMigration
            .Create(_folder.Path, convention, name, TimeProvider.System)
            .Select(path => Path.GetFileName(path));
}
