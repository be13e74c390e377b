using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Tests.Preflight;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>A superuser who replaces tables runs no code of other roles with a superuser's rights.</summary>
public class ReplacementTrustTests
{
    /// <summary>The arrangement may have run it.</summary>
    private const string Begin = "alter role {0} nosuperuser";

    [Theory]
    [InlineData(
        "create table opscenter.pair (number int, schema_name name, schema_oid oid, table_oid oid, record_oid oid)"
    )]
    [InlineData("create table opscenter.migration (name text)")]
    public async Task Metadata_of_a_stranger_is_not_read(string planted)
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        var migrator = await folder.MigratorAsync(shop);
        var file = (await migrator.BackupAsync(Shop.Migration)).File;
        var name = planted.Contains("opscenter.pair", StringComparison.Ordinal)
            ? "pair"
            : "migration";
        await using var role = await Role.CreateAsync(
            shop,
            $"{ForeignCodeScene.Functions} create schema opscenter; {planted}; create index on opscenter.{name} ((1)) where yes(); alter schema opscenter owner to {{0}}; alter table opscenter.{name} owner to {{0}}; {Begin}"
        );

        await Should.ThrowAsync<UntrustedObjectException>(() =>
            migrator.RestoreOverAsync(file, shop.Name, new() { Migration = Shop.Migration })
        );
        // What does not read the metadata goes on.
        await migrator.BackupAsync();
        await migrator.RestoreIntoAsync(file, $"{shop.Name}_copy");
        await shop.ExecuteAsync($"drop database {shop.Name}_copy");

        await ShouldNotHaveRunAsync(shop, role);
    }

    [Theory]
    [InlineData("alter table t add check (yes())")]
    [InlineData("alter table t add b boolean generated always as (of(a)) stored")]
    [InlineData(
        "create index on t (a) where yes(); alter table t add unique (a), add foreign key (a) references t (a)"
    )]
    public async Task Code_of_an_owner_that_is_not_trusted_is_refused(string code)
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await using var role = await Role.CreateAsync(
            shop,
            $"{ForeignCodeScene.Functions} create table t (a int); insert into t values (1); {code}; alter table t owner to {{0}}; {Begin}"
        );
        var migrator = await folder.MigratorAsync(shop);
        var file = (await migrator.BackupAsync()).File;

        var refused = await Should.ThrowAsync<RestoreRefusedException>(() =>
            migrator.RestoreOverAsync(file, shop.Name)
        );

        refused.Message.ShouldContain($" {role.Name}");
        refused.Remedy.ShouldContain("--allow foreign-code");
        await ShouldNotHaveRunAsync(shop, role);
        (await shop.ScalarAsync<long>("select count(*) from t")).ShouldBe(1);
    }

    [Theory]
    [InlineData("alter table t add check (yes())")]
    [InlineData("alter table t add b boolean generated always as (of(a)) stored")]
    [InlineData("create index on t (a) where yes()")]
    public async Task Allowed_code_runs_with_the_rights_of_its_owner(string code)
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await using var role = await Role.CreateAsync(
            shop,
            $"{ForeignCodeScene.Functions} create table t (a int); insert into t values (1); {code}; alter table t owner to {{0}}; {Begin}"
        );
        var migrator = await folder.MigratorAsync(shop);
        var file = (await migrator.BackupAsync()).File;

        await migrator.RestoreOverAsync(file, shop.Name, Allow("foreign-code"));

        await ShouldNotHaveRunAsync(shop, role);
        (await shop.ScalarAsync<long>("select count(*) from t")).ShouldBe(1);
    }

    [Theory]
    [InlineData(
        "create function cut() returns trigger language plpgsql as 'begin perform public.evil(); return null; end'; "
            + "create trigger cuts before truncate on t execute function cut(); alter function cut() owner to {0}"
    )]
    [InlineData("alter table t add b boolean default public.yes()")]
    [InlineData(
        "create domain odd as int check (public.of(value)); alter domain odd owner to {0}; alter table t alter a type odd"
    )]
    public async Task Code_that_came_to_a_table_since_its_rows_were_dumped_is_refused(string since)
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await using var role = await Role.CreateAsync(
            shop,
            $"{ForeignCodeScene.ResettingFunctions} create table t (a int); insert into t values (1); alter table t owner to postgres"
        );
        var file = await OpsCenter.Testing.Dumps.OperatorDump.TakeAsync(
            folder.Path,
            shop,
            "--data-only",
            "--table=t"
        );
        await shop.ExecuteAsync(
            since.Replace("{0}", role.Name, StringComparison.Ordinal)
                + $"; alter role {role.Name} nosuperuser"
        );
        var migrator = await folder.MigratorAsync(shop);

        await Should.ThrowAsync<RestoreRefusedException>(() =>
            migrator.RestoreOverAsync(file, shop.Name, Allow("rows-only"))
        );

        await ShouldNotHaveRunAsync(shop, role);
        (await shop.ScalarAsync<long>("select count(*) from t")).ShouldBe(1);
    }

    [Fact]
    public async Task A_row_that_the_server_refuses_is_reported()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await shop.ExecuteAsync("create table t (a int); insert into t values (1)");
        var file = await OpsCenter.Testing.Dumps.OperatorDump.TakeAsync(
            folder.Path,
            shop,
            "--data-only",
            "--table=t"
        );
        await shop.ExecuteAsync("delete from t; alter table t add check (a > 1)");
        var migrator = await folder.MigratorAsync(shop);

        var error = await Should.ThrowAsync<RestoreFailedException>(() =>
            migrator.RestoreOverAsync(file, shop.Name, Allow("rows-only"))
        );

        error.Message.ShouldContain("violates check constraint");
    }

    [Fact]
    public async Task A_trigger_of_a_table_that_gets_rows_only_runs_with_its_owners_rights()
    {
        using var folder = new BackupFolder();
        await using var shop = await CreateShopAsync();
        await using var role = await Role.CreateAsync(
            shop,
            $$"""
            {{ForeignCodeScene.Functions}} create table t (a int); insert into t values (1);
            create function fire() returns trigger language plpgsql as 'begin perform public.evil(); return new; end';
            create trigger fires before insert on t for each row execute function fire();
            alter table t owner to {0}; {{Begin}}
            """
        );
        var migrator = await folder.MigratorAsync(shop);
        var file = await OpsCenter.Testing.Dumps.OperatorDump.TakeAsync(
            folder.Path,
            shop,
            "--data-only",
            "--table=t"
        );

        await Should.ThrowAsync<RestoreRefusedException>(() =>
            migrator.RestoreOverAsync(file, shop.Name, Allow("rows-only"))
        );
        await ShouldNotHaveRunAsync(shop, role);
        await migrator.RestoreOverAsync(file, shop.Name, Allow("rows-only", "foreign-code"));

        await ShouldNotHaveRunAsync(shop, role);
        (await shop.ScalarAsync<long>("select count(*) from t")).ShouldBe(1);
    }

    private static ReplaceOptions Allow(params string[] risks) =>
        new() { Allowed = risks.ToHashSet(StringComparer.Ordinal) };

    private static async Task ShouldNotHaveRunAsync(TestDatabase shop, Role role) =>
        (
            await shop.ScalarAsync<bool>(
                $"select rolsuper from pg_roles where rolname = '{role.Name}'"
            )
        ).ShouldBeFalse();

    private static async Task<TestDatabase> CreateShopAsync() =>
        await Shop.CreateAsync(await PgDumpProgram.DumpableMajorAsync());
}
