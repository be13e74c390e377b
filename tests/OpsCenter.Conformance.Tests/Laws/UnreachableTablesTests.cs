namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>A base with tables on another server, which is unreachable.</summary>
public sealed class UnreachableTablesTests
{
    private const string Base = """
        create foreign data wrapper none;
        create server away foreign data wrapper none;
        create table reader (id int primary key, name text);
        create table visit (id int, at date) partition by range (at);
        create table visit_1 partition of visit for values from ('2024-01-01') to ('2025-01-01');
        create foreign table visit_0 partition of visit for values from ('2023-01-01') to ('2024-01-01') server away;
        create table event (id int);
        create foreign table event_0 () inherits (event) server away;
        insert into reader values (1, 'Ann');
        insert into visit values (1, '2024-02-29');
        """;

    [Theory]
    [InlineData("preserves-data")]
    [InlineData("reversible")]
    [InlineData("keeps-new-data")]
    [InlineData("keeps-old-writers")]
    [InlineData("idempotent")]
    [InlineData("online")]
    public async Task The_other_tables_are_checked(string law)
    {
        var outcome = await OneLaw.CheckAsync(
            law,
            Base,
            "alter table reader alter name set default 'nobody';",
            "alter table reader alter name drop default;"
        );

        outcome.Obstacle.ShouldBeNull();
    }

    [Fact]
    public async Task A_row_of_a_local_partition_is_missed()
    {
        var outcome = await OneLaw.CheckAsync(
            "preserves-data",
            Base,
            "delete from visit_1;",
            "select 1;"
        );

        outcome.Evidence.ShouldHaveSingleItem().Text.ShouldContain("public.visit");
    }
}
