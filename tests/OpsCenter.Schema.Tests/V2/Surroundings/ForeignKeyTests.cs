using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Surroundings;

public sealed class ForeignKeyTests
{
    [Fact]
    public async Task A_foreign_key_with_another_delete_action_stays_and_is_told()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            """
            alter table llm_usage_logs drop constraint llm_usage_logs_server_id_fkey;
            alter table llm_usage_logs add constraint strict foreign key (server_id) references model_servers;
            """
        );

        var outcome = await database.UpAsync();

        outcome.ShouldSay("foreign key strict of public.llm_usage_logs stays beside");
        await database.ShouldHaveConstraintAsync(
            "llm_usage_logs",
            "FOREIGN KEY (server_id) REFERENCES model_servers(id)"
        );
        await database.ShouldHaveConstraintAsync(
            "llm_usage_logs",
            "FOREIGN KEY (server_id) REFERENCES model_servers(id) ON DELETE SET NULL"
        );
    }
}
