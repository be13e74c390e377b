using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Rollbacks;

/// <summary>What somebody changed between up and down does not keep a value out of the archive.</summary>
public sealed class ArchiveOddityTests
{
    [Fact]
    public async Task A_value_that_equals_a_default_that_came_later_is_archived()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "alter table llm_usage_logs alter provider set default 'openai'; insert into llm_usage_logs (user_id) values ('u')"
        );

        (await database.RollBackAsync()).ShouldSay("opscenter_archive.llm_usage_logs_1 (1 row)");
    }

    [Fact]
    public async Task An_archive_whose_list_was_lost_is_not_in_the_way()
    {
        await using var database = await Databases.V2Async(TestMajors.Newest, V2Use.Sql);
        (await database.RollBackAsync()).ShouldSucceed();
        await database.ExecuteAsync("drop schema opscenter cascade");
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync(V2Use.Sql);

        (await database.RollBackAsync()).ShouldSay("opscenter_archive.model_servers_2 (2 rows)");
    }

    [Fact]
    public async Task Values_of_a_column_that_was_retyped_to_one_without_equality_are_archived()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "alter table llm_providers alter metadata drop default, alter metadata type json using '{\"a\": 1}'"
        );

        (await database.RollBackAsync()).ShouldSay("opscenter_archive.llm_providers_1");
    }
}
