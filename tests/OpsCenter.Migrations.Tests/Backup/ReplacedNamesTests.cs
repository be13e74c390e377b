using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Testing.Dumps;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>The contents of a dump separate schema, name and owner by blanks. A table whose name only looks like one of them is not touched.</summary>
public class ReplacedNamesTests
{
    private const string Tables = """
        create table a (id int);
        insert into a select generate_series(1, 1000);
        create table "a b" (id int);
        insert into "a b" select generate_series(1, 10)
        """;

    private const string Schemas = """
        create schema x;
        create schema "x y";
        create table x."y z" (id int);
        create table "x y".z (id int);
        insert into x."y z" values (1), (2);
        insert into "x y".z select generate_series(1, 500)
        """;

    private static readonly HashSet<string> RowsOnly = [RestoreRisks.RowsOnly];

    [Theory]
    [InlineData("")]
    [InlineData("--data-only")]
    public async Task A_table_that_is_called_by_the_first_words_stays(string argument)
    {
        using var folder = new BackupFolder();
        await using var shop = await ReplacementTests.CreateShopAsync(Tables);
        var file = await OperatorDump.TakeAsync(
            folder.Path,
            shop,
            argument.Length == 0 ? ["--table=public.\"a b\""] : ["--table=public.\"a b\"", argument]
        );
        await shop.ExecuteAsync("insert into \"a b\" values (11)");

        await (await folder.MigratorAsync(shop)).RestoreOverAsync(
            file,
            shop.Name,
            argument.Length == 0 ? null : new ReplaceOptions { Allowed = RowsOnly }
        );

        (await shop.ScalarAsync<long>("select count(*) from a")).ShouldBe(1000);
        (await shop.ScalarAsync<long>("select count(*) from \"a b\"")).ShouldBe(10);
    }

    [Fact]
    public async Task It_stays_also_where_the_table_of_the_file_is_gone()
    {
        using var folder = new BackupFolder();
        await using var shop = await ReplacementTests.CreateShopAsync(Tables);
        var file = await OperatorDump.TakeAsync(folder.Path, shop, "--table=public.\"a b\"");
        await shop.ExecuteAsync("drop table \"a b\"");

        await (await folder.MigratorAsync(shop)).RestoreOverAsync(file, shop.Name);

        (await shop.ScalarAsync<long>("select count(*) from a")).ShouldBe(1000);
        (await shop.ScalarAsync<long>("select count(*) from \"a b\"")).ShouldBe(10);
    }

    [Fact]
    public async Task A_schema_that_is_called_by_the_first_words_keeps_its_table()
    {
        using var folder = new BackupFolder();
        await using var shop = await ReplacementTests.CreateShopAsync(Schemas);
        var file = await OperatorDump.TakeAsync(folder.Path, shop, "--table=x.\"y z\"");
        await shop.ExecuteAsync("delete from x.\"y z\"");

        await (await folder.MigratorAsync(shop)).RestoreOverAsync(file, shop.Name);

        (await shop.ScalarAsync<long>("select count(*) from \"x y\".z")).ShouldBe(500);
        (await shop.ScalarAsync<long>("select count(*) from x.\"y z\"")).ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_told_apart_is_refused()
    {
        using var folder = new BackupFolder();
        await using var shop = await ReplacementTests.CreateShopAsync(Schemas);
        var file = await OperatorDump.TakeAsync(folder.Path, shop, "--table=x.\"y z\"");
        await shop.ExecuteAsync("drop table x.\"y z\"; create table x.\"y z\" (id int)");
        var migrator = await folder.MigratorAsync(shop);

        var error = await Should.ThrowAsync<RestoreRefusedException>(() =>
            migrator.RestoreOverAsync(file, shop.Name)
        );

        error.Message.ShouldContain("\"x y\".z, x.\"y z\"");
        error.Remedy.ShouldContain("--into");
        (await shop.ScalarAsync<long>("select count(*) from \"x y\".z")).ShouldBe(500);
    }
}
