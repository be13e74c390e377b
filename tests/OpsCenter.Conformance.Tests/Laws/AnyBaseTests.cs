namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>What any-base does not count as a loss.</summary>
public sealed class AnyBaseTests
{
    [Fact]
    public async Task A_refreshed_materialized_view_follows_its_tables()
    {
        var outcome = await OneLaw.CheckAsync(
            "any-base",
            """
            create table reader (id int primary key, name text);
            insert into reader values (1, 'Ann');
            create materialized view readers as select count(*) from reader;
            """,
            "refresh materialized view readers;",
            "select 1;"
        );

        outcome.Evidence.ShouldBeEmpty();
    }
}
