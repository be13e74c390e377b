namespace OpsCenter.Migrations.Tests.Backup;

public class PublicSchemaTests
{
    /// <summary>pg_dump 15 and newer expect that nobody but the owner creates objects in schema public; databases of 13 and 14 begin otherwise.</summary>
    [Theory]
    [InlineData("revoke create on schema public from public")]
    [InlineData("grant create on schema public to public")]
    [InlineData("revoke all on schema public from public")]
    public async Task Who_may_create_objects_in_schema_public_stays(string rights)
    {
        using var folder = new BackupFolder();
        await using var shop = await TestServer.For(13).CreateDatabaseAsync();
        await shop.ExecuteAsync($"create table item (id integer); {rights}");
        var before = await PublicRightsAsync(shop);
        var migrator = await folder.MigratorAsync(shop);
        var backup = await migrator.BackupAsync();

        await migrator.RestoreIntoAsync(backup.File, $"{shop.Name}_copy");

        await using var copy = await TestServer.For(13).AdoptDatabaseAsync($"{shop.Name}_copy");
        (await PublicRightsAsync(copy)).ShouldBe(before);
    }

    private static Task<string> PublicRightsAsync(TestDatabase database) =>
        database.ScalarAsync<string>(
            "select array_agg(a::text order by a::text)::text from pg_namespace n cross join unnest(n.nspacl) a where n.nspname = 'public'"
        )!;
}
