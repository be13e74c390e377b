using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Rollbacks;

/// <summary>Row security must not hide a row from the archive.</summary>
public sealed class RowSecurityTests
{
    private const string NobodySeesAnything =
        "alter table {0} enable row level security, force row level security; create policy nobody on {0} using (false);";

    private static async Task<TestDatabase> OwnedByAsync(TestRole role)
    {
        var database = await Databases.V1Async(
            TestMajors.Newest,
            $"alter table llm_providers owner to {role}; alter table llm_usage_logs owner to {role}; grant usage, create on schema public to {role}"
        );
        await database.ExecuteAsync($"grant create on database {database.Name} to {role}");
        (await database.UpAsync($"set role {role}")).ShouldSucceed();
        await database.ExecuteAsync(V2Use.Sql);
        return database;
    }

    [Theory]
    [InlineData("llm_usage_logs")]
    [InlineData("llm_providers")]
    public async Task An_owner_who_is_subject_to_a_policy_loses_no_value(string table)
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await OwnedByAsync(role);
        await database.ExecuteAsync(
            NobodySeesAnything.Replace("{0}", table, StringComparison.Ordinal)
        );
        var before = await DatabaseState.TakeAsync(database);

        (await database.RollBackAsync($"set role {role}"))
            .Error.ShouldNotBeNull()
            .MessageText.ShouldContain(table);

        await before.ShouldBeUnchangedAsync();
    }

    [Fact]
    public async Task A_superuser_archives_what_a_policy_hides_from_others()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            V2Use.Sql
                + NobodySeesAnything.Replace("{0}", "llm_usage_logs", StringComparison.Ordinal)
        );

        (await database.RollBackAsync()).ShouldSay("opscenter_archive.llm_usage_logs_1 (3 rows)");
    }

    [Fact]
    public async Task A_policy_that_forces_the_owner_does_not_stop_V2()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            $"alter table llm_providers owner to {role}; alter table llm_usage_logs owner to {role}; grant usage, create on schema public to {role}; create schema opscenter authorization {role};"
                + NobodySeesAnything.Replace("{0}", "llm_usage_logs", StringComparison.Ordinal)
        );

        (await database.UpAsync($"set role {role}")).ShouldSucceed();
    }
}
