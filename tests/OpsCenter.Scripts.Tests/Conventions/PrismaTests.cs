using OpsCenter.Scripts.Folders;
using OpsCenter.Tests.Shared;

namespace OpsCenter.Scripts.Tests.Conventions;

/// <summary>A folder for each migration with one file in it, as Prisma and Drizzle have it; and what sqlx says in a script.</summary>
public sealed class PrismaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_with_one_file_is_a_migration()
    {
        var read = _folder
            .With("migration_lock.toml", "provider = \"postgresql\"")
            .With("20230102000000_email/migration.sql", "alter table t add email text;")
            .With("20230102000000_email/down.sql", "alter table t drop email;")
            .With("20230101000000_init/migration.sql", "create table t ();")
            .With("20230101000000_init/snapshot.json", "{}")
            .Path.ReadMigrations();

        read.Convention.Name.ShouldBe("prisma");
        read.Migrations.Select(migration => migration.Title)
            .ShouldBe(["20230101000000_init", "20230102000000_email"]);
        read.Migrations[0].Down.ShouldBeNull();
        read.Migrations[1]
            .Down!.Script.Statements.Single()
            .Text.ShouldBe("alter table t drop email");
    }

    [Fact]
    public void A_migration_in_another_language_is_refused() =>
        Should
            .Throw<MigrationFolderException>(() =>
                _folder
                    .With("1_a/migration.sql", "select 1;")
                    .With("2_b/migration.ts", "export {}")
                    .Path.ReadMigrations()
            )
            .Message.ShouldStartWith("2_b/migration.ts is a migration written in");

    [Theory]
    [InlineData("1_a.sql")]
    [InlineData("1_a.up.sql")]
    public void Sqlx_takes_a_script_out_of_the_transaction_by_its_first_line(string name)
    {
        var read = _folder
            .With(name, "-- no-transaction\ncreate index concurrently i on t (a);")
            .With(name.Replace('1', '2'), "create table u ();\n-- no-transaction\n")
            .Path.ReadMigrations();

        read.Migrations.Select(migration => migration.Up.InTransaction).ShouldBe([false, true]);
    }

    [Fact]
    public void A_callback_of_Flyway_is_refused_by_its_name() =>
        Should
            .Throw<MigrationFolderException>(() =>
                _folder
                    .With("V1__a.sql", "select 1;")
                    .With("afterMigrate__views.sql", "select 1;")
                    .Path.ReadMigrations()
            )
            .Message.ShouldStartWith("afterMigrate__views.sql is a callback");
}
