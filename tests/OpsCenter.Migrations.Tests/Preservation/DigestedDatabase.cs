using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Tests.Sessions;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preservation;

/// <summary>An empty database with a few types of its own, and the digests of all its tables as text.</summary>
internal static class DigestedDatabase
{
    public static async Task<TestDatabase> EmptyAsync(int major)
    {
        var database = await TestServer.For(major).CreateDatabaseAsync();
        await database.ExecuteAsync(
            """
            create collation case_blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            create type mood as enum ('low', 'high');
            create domain short as char(4)[];
            create type pair as (a int, b numeric)
            """
        );
        return database;
    }

    public static async Task<string> TakeAsync(TestDatabase database)
    {
        await using var session = await EngineSession.OpenAsync(database.DataSource);
        var set = await new DataDigest(session, TimeProvider.System).TakeAsync(
            Shop.Migration,
            default
        );
        return string.Join(
            '\n',
            set.Tables.Select(digest =>
                $"{digest.Table.Schema}.{digest.Table.Name} {digest.Rows} {digest.Content}"
            )
        );
    }
}
