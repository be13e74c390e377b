using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;
using OpsCenter.Testing.Dumps;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>What would lose rows is refused, names its override, and happens with it.</summary>
public class ReplacementRefusalTests
{
    [Theory]
    [InlineData("--schema-only")]
    [InlineData("--exclude-table-data=customers")]
    [InlineData("--section=pre-data")]
    public async Task A_dump_without_rows_does_not_empty_a_table(string argument)
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var file = await OperatorDump.TakeAsync(folder.Path, shop, argument);
        var migrator = await folder.MigratorAsync(shop);

        var error = await ShouldRefuseAsync(migrator, shop, file, RestoreRisks.NoRows);
        await migrator.RestoreOverAsync(file, shop.Name, Allow(RestoreRisks.NoRows));

        error.Message.ShouldContain("public.customers (");
        (await shop.ScalarAsync<long>("select count(*) from customers")).ShouldBe(0);
    }

    [Fact]
    public async Task A_dump_without_rows_does_not_empty_partitions_that_it_does_not_know()
    {
        using var folder = new BackupFolder();
        await using var shop = await ReplacementTests.CreateShopAsync(
            "create table logs (id int) partition by list (id)"
        );
        var file = await OperatorDump.TakeAsync(folder.Path, shop, "--schema-only", "--table=logs");
        await shop.ExecuteAsync(
            "create table logs_1 partition of logs for values in (1); insert into logs values (1)"
        );
        var migrator = await folder.MigratorAsync(shop);

        var error = await ShouldRefuseAsync(migrator, shop, file, RestoreRisks.NoRows);

        error.Message.ShouldContain("public.logs_1 (1 rows)");
    }

    [Fact]
    public async Task A_dump_of_an_empty_table_without_rows_is_no_reason_to_refuse()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var file = await OperatorDump.TakeAsync(folder.Path, shop, "--schema-only");
        await shop.ExecuteAsync("truncate customers, tags, visits cascade");

        await (await folder.MigratorAsync(shop)).RestoreOverAsync(file, shop.Name);
    }

    [Fact]
    public async Task A_dump_of_rows_only_does_not_add_them_to_those_there_and_replaces_them_if_allowed()
    {
        using var folder = new BackupFolder();
        await using var shop = await ReplacementTests.CreateShopAsync(
            "create table t (a int); insert into t select generate_series(1, 10)"
        );
        var file = await OperatorDump.TakeAsync(folder.Path, shop, "--data-only", "--table=t");
        await shop.ExecuteAsync("insert into t values (11)");
        var migrator = await folder.MigratorAsync(shop);

        await ShouldRefuseAsync(migrator, shop, file, RestoreRisks.RowsOnly);
        var replaced = await migrator.RestoreOverAsync(
            file,
            shop.Name,
            Allow(RestoreRisks.RowsOnly)
        );

        (await shop.ScalarAsync<long>("select count(*) from t")).ShouldBe(10);
        replaced.Before!.Tables.ShouldBe(["public.t"]);
    }

    [Fact]
    public async Task A_dump_of_rows_as_inserts_is_refused_before_any_text_of_a_row_is_read()
    {
        using var folder = new BackupFolder();
        await using var shop = await ReplacementTests.CreateShopAsync(
            "create table t (a text); insert into t values (E'x\\nCOPY public.tags FROM stdin;\\n1\\n\\\\.\\ndrop table tags;')"
        );
        var file = await OperatorDump.TakeAsync(folder.Path, shop, "--inserts", "--table=t");

        var error = await Should.ThrowAsync<RestoreRefusedException>(async () =>
            await (await folder.MigratorAsync(shop)).RestoreOverAsync(file, shop.Name)
        );

        error.Message.ShouldContain("--inserts");
        (await shop.ScalarAsync<long>("select count(*) from t, tags")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_dump_of_another_database_does_not_overwrite_tables_of_the_same_name()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await using var other = await CreateShopAsync();
        await other.ExecuteAsync("delete from customers where id > 1");
        var file = await OperatorDump.TakeAsync(folder.Path, other);
        var migrator = await folder.MigratorAsync(shop);

        var error = await ShouldRefuseAsync(migrator, shop, file, RestoreRisks.OtherDatabase);
        await migrator.RestoreOverAsync(file, shop.Name, Allow(RestoreRisks.OtherDatabase));

        error.Message.ShouldContain(other.Name);
        (await shop.ScalarAsync<long>("select count(*) from customers")).ShouldBe(1);
    }

    [Fact]
    public async Task A_publication_of_everything_would_send_the_rows_again()
    {
        using var folder = new BackupFolder();
        await using var shop = await ReplacementTests.CreateShopAsync(
            "create publication everything for all tables"
        );
        var migrator = await folder.MigratorAsync(shop);
        var file = (await migrator.BackupAsync(Shop.Migration)).File;

        var error = await ShouldRefuseAsync(migrator, shop, file, RestoreRisks.PublishedRows);
        await migrator.RestoreOverAsync(file, shop.Name, Allow(RestoreRisks.PublishedRows));

        error.Message.ShouldContain("everything");
    }

    [Fact]
    public async Task A_child_by_inheritance_that_the_file_does_not_have_is_named()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var migrator = await folder.MigratorAsync(shop);
        var file = (await migrator.BackupAsync(Shop.Migration)).File;
        await shop.ExecuteAsync("create table heirs () inherits (customers)");

        var error = await Should.ThrowAsync<RestoreRefusedException>(() =>
            migrator.RestoreOverAsync(file, shop.Name)
        );

        error.Message.ShouldContain("public.heirs");
    }

    [Fact]
    public async Task A_risk_that_there_is_not_is_refused()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();

        var error = await Should.ThrowAsync<InvalidOptionException>(async () =>
            await (await folder.MigratorAsync(shop)).RestoreOverAsync(
                "x",
                shop.Name,
                Allow("everything")
            )
        );

        error.Remedy.ShouldContain(RestoreRisks.NoRows);
    }

    private static ReplaceOptions Allow(string risk) =>
        new() { Allowed = new HashSet<string>(StringComparer.Ordinal) { risk } };

    /// <summary>Refused, with the override in its remedy, and every row is there.</summary>
    private static async Task<RestoreRefusedException> ShouldRefuseAsync(
        Migrator migrator,
        TestDatabase shop,
        string file,
        string risk
    )
    {
        var before = await DataSnapshot.TakeAsync(shop);
        var error = await Should.ThrowAsync<RestoreRefusedException>(() =>
            migrator.RestoreOverAsync(file, shop.Name)
        );
        error.Remedy.ShouldContain($"--allow {risk}");
        (await before.RetakeAsync(shop)).ShouldEqual(before);
        return error;
    }

    private static async Task<TestDatabase> CreateShopAsync() =>
        await Shop.CreateAsync(await PgDumpProgram.DumpableMajorAsync());
}
