using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Rollbacks;

/// <summary>Something of V2 was lost, a second run of V2 brought it back, and the record has both.</summary>
public sealed class RepairedDatabaseTests
{
    [Theory]
    [InlineData("alter table llm_usage_logs drop server_id")]
    [InlineData("alter table llm_usage_logs drop constraint llm_usage_logs_server_id_fkey")]
    [InlineData("drop index idx_llm_providers_type")]
    [InlineData("drop index idx_deployments_unaliased")]
    [InlineData("alter table model_servers drop constraint model_servers_name_key")]
    [InlineData("drop trigger audit_log_append_only on audit_log")]
    [InlineData("drop function audit_log_append_only cascade")]
    [InlineData("drop table audit_log")]
    [InlineData("drop table audit_log; drop function audit_log_append_only")]
    [InlineData("drop table model_servers cascade")]
    [InlineData("alter table llm_providers rename metadata to meta")]
    [InlineData("alter table model_pricing rename to prices")]
    public async Task What_a_second_run_brought_back_is_taken_back_once(string loss)
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);
        var before = await DatabaseState.TakeAsync(database);
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync(loss);

        (await database.UpAsync()).ShouldSay("created");
        (await database.UpAsync()).ShouldSay("already in place");
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }
}
