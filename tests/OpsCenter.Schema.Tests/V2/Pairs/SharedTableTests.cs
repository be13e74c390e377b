using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Pairs;

/// <summary>Paths that lead to tables of two pairs, and schemas of the names that V2 uses itself.</summary>
public sealed class SharedTableTests
{
    [Fact]
    public async Task The_table_of_another_pair_is_refused()
    {
        await using var database = await TwoPairs.CreateAsync(TestMajors.Newest);
        await database.ExecuteAsync("drop table second.llm_usage_logs");
        var first = await PairState.TakeAsync(database, "first");

        (await database.UpAsync(TwoPairs.Path("second, first"))).ShouldBeRefused(
            "table first.llm_usage_logs does not belong to schema second",
            "schema first has a table llm_providers of its own"
        );
        await first.ShouldBeUnchangedAsync();
    }

    [Fact]
    public async Task A_table_that_V2_extended_for_another_pair_is_refused()
    {
        await using var database = await TwoPairs.CreateAsync(TestMajors.Newest);
        await database.ExecuteAsync(
            "create schema logs; alter table first.llm_usage_logs set schema logs; drop table second.llm_usage_logs;"
        );
        (await database.UpAsync(TwoPairs.Path("first, logs"))).ShouldSucceed();

        (await database.UpAsync(TwoPairs.Path("second, logs"))).ShouldBeRefused(
            "V2 extended it for schema first"
        );
        (await database.UpAsync(TwoPairs.Path("first, logs"))).ShouldSay("already in place");
    }

    [Fact]
    public async Task V1_in_a_schema_of_our_name_is_refused_and_the_remedy_works()
    {
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            "alter schema public rename to opscenter"
        );
        const string remedy = "alter schema opscenter rename to opscenter_v1;";

        (await database.UpAsync(TwoPairs.Path("opscenter"))).ShouldBeRefused(remedy);
        await database.ExecuteAsync(remedy);
        (await database.UpAsync(TwoPairs.Path("opscenter_v1"))).ShouldSay(
            "in place in schema opscenter_v1"
        );
    }
}
