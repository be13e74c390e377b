using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Runs;

/// <summary>Runs of V2 on a database that has a past.</summary>
public sealed class LaterRunTests
{
    [Fact]
    public async Task A_protection_that_was_switched_off_is_told_and_replaced()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "alter table audit_log disable trigger audit_log_append_only"
        );

        (await database.UpAsync()).ShouldSay("audit_log_append_only", "is switched off");

        await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            database.ExecuteAsync("delete from audit_log")
        );
    }

    [Fact]
    public async Task Rows_of_an_earlier_V2_are_told()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "insert into audit_log (user_id) values ('u')"
        );
        (await database.RollBackAsync()).ShouldSucceed();

        (await database.UpAsync()).ShouldSay("not brought back: archive 1 (tables: 1, rows: 1)");
        (await database.RestoreAsync()).ShouldSucceed();
        await database.ExecuteAsync("drop index idx_llm_providers_type");
        (await database.UpAsync()).ShouldSucceed().Text.ShouldNotContain("not brought back");
    }
}
