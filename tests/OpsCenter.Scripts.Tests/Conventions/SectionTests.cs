using OpsCenter.Tests.Shared;

namespace OpsCenter.Scripts.Tests.Conventions;

/// <summary>A file in which a direction is named several times, as sql-migrate and dbmate allow it.</summary>
public sealed class SectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-- +migrate Up", "-- +migrate Down")]
    [InlineData("-- migrate:up", "-- migrate:down")]
    public void All_of_a_direction_belong_to_it_in_their_order(string up, string down)
    {
        var read = _folder
            .With(
                "1_a.sql",
                $"{up}\nselect 1;\n{up}\nselect 2\n{down}\nselect 3;\n\n{up}\nselect 4;\n{down}\nselect 5;\n"
            )
            .Path.ReadMigrations()
            .Migrations.Single();

        read.Up.Script.Statements.Select(statement => (statement.Text, statement.Line))
            .ShouldBe([("select 1", 2), ("select 2", 4), ("select 4", 9)]);
        read.Down!.Script.Statements.Select(statement => (statement.Text, statement.Line))
            .ShouldBe([("select 3", 6), ("select 5", 11)]);
        read.Up.InTransaction.ShouldBeTrue();
    }

    [Fact]
    public void One_without_a_transaction_takes_the_others_with_it()
    {
        var read = _folder
            .With(
                "1_a.sql",
                "-- +migrate Up\nselect 1;\n-- +migrate Up notransaction\nselect 2;\n-- +migrate Down\nselect 3;\n"
            )
            .Path.ReadMigrations()
            .Migrations.Single();

        read.Up.InTransaction.ShouldBeFalse();
        read.Down!.InTransaction.ShouldBeTrue();
    }

    [Fact]
    public void A_migration_of_sql_migrate_has_its_name_once() =>
        _folder
            .With("1_add_email.sql", "-- +migrate Up\nselect 1;\n")
            .Path.ReadMigrations()
            .Migrations.Single()
            .Title.ShouldBe("1_add_email");
}
