using OpsCenter.Conformance.Databases;
using SchemaSnapshot = OpsCenter.Conformance.Snapshots.SchemaSnapshot;

namespace OpsCenter.Conformance.Tests.Snapshots;

public sealed class SchemaSnapshotTests
{
    [Theory]
    [MemberData(nameof(TestMajors.All), MemberType = typeof(TestMajors))]
    public async Task What_a_later_server_has_is_told_there_and_not_asked_for_before(int major)
    {
        await using var server = await ConnectAsync(major);
        await using var database = await server.CreateAsync();
        await database.ExecuteAsync(
            $"create table note (body text {(major >= 14 ? "compression pglz" : "")});"
                + $"alter table note add constraint filled check (body <> '') {(major >= 18 ? "not enforced" : "")};"
        );

        var facts = await FactsAsync(database);

        facts.Contains("compression=p", StringComparison.Ordinal).ShouldBe(major >= 14);
        facts.Contains("not_enforced", StringComparison.Ordinal).ShouldBe(major >= 18);
    }

    [Fact]
    public async Task A_path_on_which_something_else_comes_before_the_catalog_changes_nothing()
    {
        await using var server = await ConnectAsync(TestMajors.Newest);
        await using var database = await server.CreateAsync();
        await database.ExecuteAsync(
            "create schema decoy; create table decoy.pg_class (like pg_catalog.pg_class); create table note (body text)"
        );
        var expected = await FactsAsync(database);

        await database.ExecuteAsync(
            $"alter database {database.Name} set search_path = decoy, pg_catalog"
        );
        database.DataSource.Clear();

        // The second one is what the connection has prepared.
        (await FactsAsync(database)).ShouldBe(expected);
        (await FactsAsync(database)).ShouldBe(expected);
    }

    private static async Task<DatabaseServer> ConnectAsync(int major) =>
        await DatabaseServer.ConnectAsync(await TestServer.For(major).ConnectionStringAsync());

    private static async Task<string> FactsAsync(ScratchDatabase database) =>
        string.Join('\n', (await SchemaSnapshot.TakeAsync(database.DataSource)).Facts);
}
