using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Trust;

/// <summary>A table of a wanted name is taken over only from a role that is trusted.</summary>
public sealed class WantedTableTests
{
    [Fact]
    public async Task A_table_of_another_role_is_an_obstacle()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            $"drop schema opscenter cascade; alter table audit_log owner to {role}"
        );

        await database.ShouldRefuseUpAsync("table public.audit_log belongs to role " + role);
    }

    [Fact]
    public async Task A_trigger_of_another_role_is_an_obstacle()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            $"""
            create function spy() returns trigger language plpgsql as 'begin return new; end'; alter function spy() owner to {role};
            create trigger spy before insert on model_servers for each row execute function spy();
            """
        );

        await database.ShouldRefuseUpAsync("has the trigger spy", role.Name);
    }

    [Fact]
    public async Task A_table_of_the_owner_of_V1_is_none()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            $"""
            drop schema opscenter cascade; grant create on schema public to {role}; alter table audit_log owner to {role};
            alter table llm_providers owner to {role}; alter table llm_usage_logs owner to {role};
            """
        );

        (await database.UpAsync()).ShouldSay("in place");
    }
}
