using OpsCenter.Conformance.Databases;
using OpsCenter.Testing;

namespace OpsCenter.EmbeddedPostgres.Tests.Testing;

public sealed class DataSnapshotTests
{
    private static readonly DatabaseTemplate Rows = DatabaseTemplate.FromSql(
        "rows",
        """
        CREATE TABLE notes (id int, body text, weight numeric, at timestamptz, tags text[], doc jsonb, raw bytea);
        INSERT INTO notes VALUES
            (1, NULL, 1.50, 'infinity', '{a,NULL}', '{"b": [1]}', '\x00ff'),
            (2, '', 'NaN', '2026-01-01 00:00:00.000001+02', '{}', 'null', ''),
            (2, '', 'NaN', '2026-01-01 00:00:00.000001+02', '{}', 'null', '');
        """
    );

    [Theory]
    [InlineData("UPDATE notes SET body = '' WHERE id = 1")]
    [InlineData("UPDATE notes SET weight = 1.5 WHERE id = 1")]
    [InlineData("UPDATE notes SET at = at + interval '1 microsecond' WHERE id = 2")]
    [InlineData("UPDATE notes SET raw = '\\x00fe' WHERE id = 1")]
    [InlineData("DELETE FROM notes WHERE ctid = (SELECT max(ctid) FROM notes)")]
    public async Task The_smallest_change_of_a_value_is_seen(string change)
    {
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(Rows);
        var before = await DataSnapshot.TakeAsync(database);

        await database.ExecuteAsync(change);

        before.DiffTo(await DataSnapshot.TakeAsync(database)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Settings_of_the_database_do_not_change_it()
    {
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(Rows);
        var before = await DataSnapshot.TakeAsync(database);

        await database.ExecuteAsync(
            $"ALTER DATABASE {database.Name} SET timezone = 'Asia/Tokyo'; ALTER DATABASE {database.Name} SET datestyle = German"
        );
        Npgsql.NpgsqlConnection.ClearAllPools();
        database.DataSource.Clear();

        (await DataSnapshot.TakeAsync(database)).ShouldEqual(before);
    }

    [Fact]
    public async Task A_retake_looks_at_the_columns_of_before()
    {
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(Rows);
        var before = await DataSnapshot.TakeAsync(database);

        await database.ExecuteAsync("ALTER TABLE notes ADD extra int DEFAULT 7");

        (await before.RetakeAsync(database)).ShouldEqual(before);
        (await DataSnapshot.TakeAsync(database)).DiffTo(before).ShouldContain("extra='7'");
    }
}
