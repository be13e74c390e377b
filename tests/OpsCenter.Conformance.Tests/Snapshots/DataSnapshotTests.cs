using OpsCenter.Conformance.Databases;
using DataComparison = OpsCenter.Conformance.Snapshots.DataComparison;
using DataSnapshot = OpsCenter.Conformance.Snapshots.DataSnapshot;

namespace OpsCenter.Conformance.Tests.Snapshots;

/// <summary>Which differences of rows are losses.</summary>
public sealed class DataSnapshotTests
{
    private const string Base = """
        create table kind (code text, title text);
        insert into kind values ('a', 'First'), ('b', 'Second');
        create table reading (at int, value int) partition by range (at);
        create table reading_early partition of reading for values from (0) to (10);
        create table reading_other partition of reading default;
        insert into reading values (1, 1), (11, 2);
        """;

    [Theory]
    [InlineData("insert into kind values ('c', 'Third')", true, "1 rows are new")]
    [InlineData("insert into kind values ('a', 'First')", false, "1 rows are duplicated")]
    [InlineData("delete from kind where code = 'a'", false, "1 rows are missing")]
    [InlineData("update reading set value = 3 where at = 11", false, "1 rows are missing")]
    [InlineData("alter table reading detach partition reading_other", false, "1 rows are missing")]
    public async Task A_new_row_is_an_addition_but_a_missing_or_duplicated_one_is_not(
        string change,
        bool isAddition,
        string problem
    )
    {
        var differences = await DifferencesAsync(change);

        differences[0].Problem.ShouldBe(problem);
        differences[0].IsAddition.ShouldBe(isAddition);
    }

    [Fact]
    public async Task A_row_that_moves_to_another_partition_is_unchanged()
    {
        (
            await DifferencesAsync(
                """
                alter table reading detach partition reading_other;
                create table reading_late partition of reading for values from (10) to (20);
                insert into reading select * from reading_other;
                """
            )
        ).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("public.kind")]
    public async Task A_metadata_table_is_excluded_by_name_and_schema(string name)
    {
        var differences = await DifferencesAsync("delete from kind", excluded: name);

        differences.Count.ShouldBe(name == "kind" ? 1 : 0);
    }

    private static async Task<
        IReadOnlyList<OpsCenter.Conformance.Snapshots.DataDifference>
    > DifferencesAsync(string change, params IReadOnlyList<string> excluded)
    {
        await using var server = await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );
        await using var database = await server.CreateAsync();
        await database.ExecuteAsync(Base);
        var before = await DataSnapshot.TakeAsync(database.DataSource, excluded);

        await database.ExecuteAsync(change);

        return DataComparison.Losses(
            before,
            await DataSnapshot.TakeAsync(database.DataSource, excluded)
        );
    }
}
