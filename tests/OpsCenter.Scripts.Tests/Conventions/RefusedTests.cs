using OpsCenter.Scripts.Folders;
using OpsCenter.Tests.Shared;

namespace OpsCenter.Scripts.Tests.Conventions;

/// <summary>What is wrong with a folder is said before anything runs, with the name of the file and the line.</summary>
public sealed class RefusedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_files_with_one_version() =>
        Refusal(_folder.With("1_a.up.sql").With("1_b.up.sql"))
            .ShouldBe("Version 1 is there twice: 1_a.up.sql and 1_b.up.sql.");

    [Fact]
    public void Versions_that_differ_by_leading_zeros() =>
        Refusal(_folder.With("1_a.up.sql").With("001_b.up.sql")).ShouldContain("is there twice");

    [Fact]
    public void A_down_script_without_an_up_script() =>
        Refusal(_folder.With("1_a.up.sql").With("2_b.down.sql"))
            .ShouldStartWith("2_b.down.sql has no up script");

    [Fact]
    public void A_file_that_the_tool_would_pass_over() =>
        Refusal(_folder.With("V1__a.sql").With("V2_b.sql"))
            .ShouldStartWith("V2_b.sql is not named");

    [Fact]
    public void A_script_in_a_folder_below_that_Flyway_would_run() =>
        Refusal(_folder.With("V1__a.sql").With("more/V2__b.sql"))
            .ShouldStartWith("more/V2__b.sql is in a folder below");

    [Fact]
    public void Files_of_two_tools() =>
        Refusal(_folder.With("V1__a.sql").With("1_a.up.sql"))
            .ShouldEndWith("1_a.up.sql is one of golang-migrate, V1__a.sql is one of flyway.");

    [Fact]
    public void A_direction_that_is_named_twice() =>
        Refusal(
                _folder.With(
                    "1_a.sql",
                    "-- +goose Up\nselect 1;\n-- +goose Down\nselect 2;\n-- +goose Up\nselect 3;\n"
                )
            )
            .ShouldBe(
                "1_a.sql, line 5: \"-- +goose Up\" is there a second time; the first is in line 1."
            );

    [Fact]
    public void A_statement_before_both_directions() =>
        Refusal(_folder.With("1_a.sql", "select 1;\n-- +goose Up\nselect 2;\n"))
            .ShouldStartWith("1_a.sql, line 1: a statement stands before");

    [Theory]
    [InlineData("-- +migrate Up\nselect 1;\n-- +migrate Down\nselect 2;\n", "sql-migrate")]
    [InlineData("-- migrate:up\nselect 1;\n-- migrate:down\nselect 2;\n", "dbmate")]
    [InlineData("-- // a\nselect 1;\n-- //@UNDO\nselect 2;\n", "begins a down script")]
    public void A_plain_file_that_would_undo_itself(string text, string words) =>
        Refusal(_folder.With("init.sql", text)).ShouldContain(words);

    [Fact]
    public void A_file_without_the_line_of_its_tool() =>
        Refusal(_folder.With("1_a.sql", "-- +goose Up\nselect 1;").With("2_b.sql", "select 2;"))
            .ShouldStartWith("2_b.sql has no line \"-- +goose Up\"");

    [Fact]
    public void A_quote_without_an_end() =>
        Refusal(_folder.With("1_a.up.sql", "select 1;\nselect 'x;\n"))
            .ShouldBe("1_a.up.sql, line 2: unterminated quote: ' is missing.");

    [Fact]
    public void A_command_of_psql() =>
        Refusal(_folder.With("1_a.up.sql", "\\i other.sql\n"))
            .ShouldStartWith("1_a.up.sql, line 1: \\i other.sql is a psql command");

    [Fact]
    public void A_placeholder_of_Flyway() =>
        Refusal(_folder.With("V1__a.sql", "select 1;\nselect '${schema}';\n"))
            .ShouldStartWith("V1__a.sql, line 2: ${schema} is a placeholder");

    [Fact]
    public void A_migration_in_Go() =>
        Refusal(_folder.With("1_a.sql", "-- +goose Up\nselect 1;").With("2_b.go", "package x"))
            .ShouldStartWith("2_b.go is a migration written in Go");

    [Fact]
    public void Numbers_that_names_put_in_another_order() =>
        Refusal(_folder.With("10-b.sql").With("2-a.sql"))
            .ShouldBe("By name 10-b.sql comes before 2-a.sql, by number after it.");

    [Fact]
    public void A_directive_that_is_unknown() =>
        Refusal(_folder.With("1_a.up.sql", "select 1;\n-- opscenter: no-transactions\n"))
            .ShouldBe("1_a.up.sql, line 2: the directive \"no-transactions\" is unknown.");

    [Fact]
    public void A_change_of_sqitch_that_comes_after_one_that_needs_it() =>
        Refusal(
                _folder
                    .With("sqitch.plan", "%project=p\na [b] 2024-01-01T00:00:00Z A <a@b>\n")
                    .With("deploy/a.sql")
            )
            .ShouldBe("sqitch.plan, line 2: needs the change b, which does not come before it.");

    [Fact]
    public void A_change_of_sqitch_without_a_script() =>
        Refusal(
                _folder
                    .With("sqitch.plan", "%project=p\na 2024-01-01T00:00:00Z A <a@b>\n")
                    .With("deploy/b.sql")
            )
            .ShouldContain("not in sqitch.plan");

    [Theory]
    [InlineData(
        "goose",
        "-- +goose Up\n-- +goose StatementBegin\nselect 1;\n-- +goose Down\nselect 2;\n",
        2
    )]
    [InlineData("goose", "-- +goose Up\nselect 1;\n-- +goose StatementEnd\n", 3)]
    [InlineData(
        "migrate",
        "-- +migrate Up\n-- +migrate StatementBegin\n-- +migrate StatementBegin\nselect 1;\n",
        2
    )]
    public void A_statement_mark_without_a_partner(string tool, string text, int line) =>
        Refusal(_folder.With("1_a.sql", text))
            .ShouldStartWith($"1_a.sql, line {line}: \"-- +{tool} Statement");

    [Theory]
    [InlineData("2_b.up.sql.txt")]
    [InlineData("2_b.up.slq")]
    [InlineData("2_b.up")]
    [InlineData("2_b.up.SQL")]
    [InlineData("2_b.upp.sql")]
    [InlineData("b.up.sql")]
    public void A_wrong_ending(string name) =>
        Refusal(_folder.With("1_a.up.sql").With(name)).ShouldStartWith(name);

    [Theory]
    [InlineData(
        "select 1;\r\nselect $$x;\r\n",
        "line 2: unterminated dollar quote: $$ is missing."
    )]
    [InlineData("select 1;\n/* x", "line 2: unterminated comment: */ is missing.")]
    [InlineData("\uFEFFselect \"x;", "line 1: unterminated quote: \" is missing.")]
    [InlineData(
        "copy a from stdin;\n1\n",
        "line 1: unterminated COPY ... FROM stdin: \\. is missing."
    )]
    public void What_has_no_end(string text, string what) =>
        Refusal(_folder.With("1_a.up.sql", text)).ShouldBe($"1_a.up.sql, {what}");

    [Fact]
    public void A_file_instead_of_a_folder() =>
        Should
            .Throw<MigrationFolderException>(() =>
                MigrationFolder.Read(Path.Combine(_folder.With("1_a.up.sql").Path, "1_a.up.sql"))
            )
            .Message.ShouldEndWith("1_a.up.sql is a file.");

    [Fact]
    public void A_file_in_UTF_16_without_a_mark()
    {
        File.WriteAllBytes(
            Path.Combine(_folder.Path, "1_a.up.sql"),
            System.Text.Encoding.Unicode.GetBytes("select 1;")
        );
        Refusal(_folder).ShouldStartWith("1_a.up.sql is not in UTF-8");
    }

    [Fact]
    public void A_file_in_another_encoding()
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "1_a.up.sql"), [0x2d, 0x2d, 0xe4, 0x0a]);
        Refusal(_folder).ShouldStartWith("1_a.up.sql is not in UTF-8");
    }

    [Fact]
    public void A_folder_that_is_not_there() =>
        Should
            .Throw<MigrationFolderException>(() =>
                MigrationFolder.Read(Path.Combine(_folder.Path, "missing"))
            )
            .Message.ShouldStartWith("There is no folder");

    [Fact]
    public void A_folder_without_migrations() =>
        Refusal(_folder.With("README.md")).ShouldStartWith("There is no migration in");

    [Fact]
    public void A_convention_that_is_unknown() =>
        Should
            .Throw<MigrationFolderException>(() =>
                _folder.With("1_a.up.sql").Path.ReadMigrations("liquibase")
            )
            .Remedy.ShouldContain("golang-migrate");

    private static string Refusal(TemporaryFolder folder)
    {
        var exception = Should.Throw<MigrationFolderException>(() =>
            MigrationFolder.Read(folder.Path)
        );
        exception.Remedy.ShouldNotBeEmpty();
        return exception.Message;
    }
}
