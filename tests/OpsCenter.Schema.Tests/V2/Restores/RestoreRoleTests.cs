using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Restores;

/// <summary>A role that lacks something is told the statement that gives it.</summary>
public sealed class RestoreRoleTests
{
    [Fact]
    public async Task A_role_that_may_not_read_the_book_is_told()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);

        var outcome = await database.RestoreAsync($"set role {role}");

        outcome.ShouldBeRefused("may not read opscenter.archive");
        outcome.Error!.Hint!.ShouldContain(
            $"grant select, update on opscenter.archive to {role}; grant select on opscenter.pair to {role};"
        );
    }

    [Fact]
    public async Task Every_missing_privilege_is_named_and_the_grants_are_enough()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);
        await database.ExecuteAsync(
            $"grant usage on schema opscenter to {role}; grant select on opscenter.archive, opscenter.pair, opscenter.migration, opscenter.created_object to {role}"
        );

        var outcome = await database.RestoreAsync($"set role {role}");

        outcome.ShouldBeRefused(
            $"grant update on opscenter.archive to {role};",
            $"grant usage on schema opscenter_archive to {role}; grant select on opscenter_archive.model_servers_1 to {role};",
            $"grant select, insert on public.model_servers to {role};",
            $"grant select, update on public.llm_usage_logs to {role};"
        );
        await database.ExecuteAsync(
            $"""
            grant update on opscenter.archive to {role};
            grant usage on schema opscenter_archive to {role};
            grant select on all tables in schema opscenter_archive to {role};
            grant select, insert, update on all tables in schema public to {role};
            grant usage on schema public to {role};
            """
        );
        (await database.RestoreAsync($"set role {role}")).ShouldBeRefused(
            $"grant select, update on sequence public.audit_log_id_seq to {role};"
        );
        await database.ExecuteAsync(
            $"grant select, update on sequence public.audit_log_id_seq to {role}"
        );
        (await database.RestoreAsync($"set role {role}")).ShouldSay("11 rows and values of 4 rows");
    }

    [Fact]
    public async Task Who_may_not_switch_a_trigger_off_is_told_who_may()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await ArchivedDatabases.ArchivedAsync(
            TestMajors.Newest,
            shape: Shape.B
        );
        await database.ExecuteAsync(
            $"""
            grant usage on schema opscenter, opscenter_archive, public to {role};
            grant select, insert, update on all tables in schema opscenter, opscenter_archive, public to {role};
            grant select, update on all sequences in schema public to {role};
            """
        );

        (await database.RestoreAsync($"set role {role}")).ShouldBeRefused(
            "trigger trigger_llm_providers_updated_at of public.llm_providers would fire"
        );
    }

    [Theory]
    [InlineData("llm_usage_logs")]
    [InlineData("model_servers")]
    public async Task Row_security_that_hides_rows_is_refused(string table)
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);
        await database.ExecuteAsync(
            $"""
            grant usage on schema opscenter, opscenter_archive, public to {role};
            grant select, insert, update on all tables in schema opscenter, opscenter_archive, public to {role};
            grant select, update on all sequences in schema public to {role};
            alter table {table} enable row level security;
            """
        );

        (await database.RestoreAsync($"set role {role}")).ShouldBeRefused(
            $"row security hides rows of public.{table}"
        );
    }
}
