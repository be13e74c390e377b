using OpsCenter.Scripts.Conventions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Tests.Conventions;

/// <summary>Both directions of a migration in one file.</summary>
public sealed class AnnotatedFileTests
{
    [Theory]
    [InlineData("dbmate", "-- migrate:up", "-- migrate:down", true)]
    [InlineData("dbmate", "-- migrate:up transaction:false", "-- migrate:down", false)]
    [InlineData("goose", "-- +goose Up", "-- +goose Down", true)]
    [InlineData("goose", "-- +goose NO TRANSACTION\n-- +goose Up", "-- +goose Down", false)]
    [InlineData("sql-migrate", "-- +migrate Up", "-- +migrate Down", true)]
    [InlineData("sql-migrate", "-- +migrate Up notransaction", "-- +migrate Down", false)]
    [InlineData("node-pg-migrate", "-- Up Migration", "-- Down Migration", true)]
    public void Its_directions_are_told_apart(
        string tool,
        string upLine,
        string downLine,
        bool inTransaction
    )
    {
        var file = AnnotatedFile.Read(
            new SqlScript("file.sql", $"{upLine}\nselect 1;\n{downLine}\nselect 2;\n")
        )!;

        file.Tool.ShouldBe(tool);
        file.Up!.Script.Statements.ShouldHaveSingleItem().Text.ShouldBe("select 1");
        file.Down!.Script.Statements.ShouldHaveSingleItem().Text.ShouldBe("select 2");
        file.Up.InTransaction.ShouldBe(inTransaction);
    }

    [Fact]
    public void Lines_stay_those_of_the_file() =>
        AnnotatedFile
            .Read(
                new SqlScript("file.sql", "-- migrate:up\nselect 1;\n-- migrate:down\nselect 2;")
            )!
            .Down!.Script.Statements[0]
            .Line.ShouldBe(4);

    [Fact]
    public void A_file_without_annotations_is_none() =>
        AnnotatedFile
            .Read(
                new SqlScript("up.sql", "-- Adds a column. The way back: see down.sql\nselect 1;")
            )
            .ShouldBeNull();

    [Fact]
    public void One_direction_alone_is_read() =>
        AnnotatedFile
            .Read(new SqlScript("down.sql", "-- +goose Down\nselect 2;"))!
            .Up.ShouldBeNull();

    [Theory]
    [InlineData("select 1;\n-- //@UNDO\nselect 2;")]
    [InlineData("select 1;\n---- create above / drop below ----\nselect 2;")]
    [InlineData("-- rambler up\nselect 1;\n-- rambler down\nselect 2;")]
    [InlineData("-- +micrate Up\nselect 1;\n-- +micrate Down\nselect 2;")]
    [InlineData("-- !Ups\nselect 1;\n-- !Downs\nselect 2;")]
    [InlineData("select 0;\n-- migrate:up\nselect 1;")]
    [InlineData("-- migrate:up\nselect 1;\n-- +goose Down\nselect 2;")]
    public void Directions_that_cannot_be_told_apart_are_refused(string text) =>
        Should.Throw<MigrationFolderException>(() =>
            AnnotatedFile.Read(new SqlScript("file.sql", text))
        );
}
