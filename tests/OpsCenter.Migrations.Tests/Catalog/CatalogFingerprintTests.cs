using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Tests.Sessions;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Catalog;

public class CatalogFingerprintTests
{
    [Theory]
    [InlineData("create schema extra", "pg_namespace")]
    [InlineData("comment on table tags is 'x'", "pg_description")]
    [InlineData("alter table customers alter column name set default 'x'", "pg_attrdef")]
    [InlineData("grant select on tags to public", "pg_class")]
    [InlineData("create extension pgcrypto", "pg_extension")]
    [InlineData("create function f() returns int language sql as 'select 1'", "pg_proc")]
    public async Task Sees_what_stays(string sql, string catalog)
    {
        await using var shop = await Shop.CreateAsync();
        var before = await TakeAsync(shop);

        await shop.ExecuteAsync(sql);

        before.Differences(await TakeAsync(shop)).ShouldContain(catalog);
    }

    [Theory, EachMajor]
    public async Task Maintenance_and_temporary_tables_are_no_false_alarm(int major)
    {
        await using var shop = await Shop.CreateAsync(major);
        var before = await TakeAsync(shop);

        await shop.ExecuteAsync("vacuum analyze");
        await using var other = await shop.DataSource.OpenConnectionAsync();
        await using var temporary = new Npgsql.NpgsqlCommand(
            "create temp table scratch (id serial primary key, t text)",
            other
        );
        await temporary.ExecuteNonQueryAsync();

        before.Differences(await TakeAsync(shop)).ShouldBeEmpty();
    }

    private static async Task<CatalogFingerprint> TakeAsync(TestDatabase shop)
    {
        await using var session = await EngineSession.OpenAsync(shop.DataSource);
        return await CatalogFingerprint.TakeAsync(session, default);
    }
}
