using OpsCenter.Migrations.Operations;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Trust;

/// <summary>Who works on V1's tables does it as their owner, and what V2 creates is that owner's.</summary>
public sealed class OwnerTests
{
    private const string Owners = """
        select distinct pg_get_userbyid(c.relowner)
        from pg_class as c
        join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname in ('opscenter', 'opscenter_archive') or c.relname in ('model_servers', 'audit_log', 'idx_llm_usage_logs_source')
        union
        select pg_get_userbyid(n.nspowner) from pg_namespace as n where n.nspname in ('opscenter', 'opscenter_archive')
        """;

    [Theory]
    [EachMajor]
    public async Task What_a_superuser_creates_belongs_to_the_owner_of_V1(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await OwnedAsync(major, role);

        await database.Migrator().ApplyAsync(Releases.V2);
        await database.ExecuteAsync("update llm_usage_logs set source = 'x'");
        (await OwnersAsync(database)).ShouldBe([role.Name]);

        (await database.Migrator().RollbackAsync(Releases.V2)).Outcome.ShouldBe(
            RollbackOutcome.RolledBack
        );
        await database.RunOnlineByPsqlAsync(Script.Up);
        (await database.RestoreAsync()).ShouldSucceed();
        (await OwnersAsync(database)).ShouldBe([role.Name]);
    }

    [Theory]
    [EachMajor]
    public async Task The_next_login_goes_on_where_an_earlier_one_stopped(int major)
    {
        await using var owner = await TestRole.CreateAsync(major);
        await using var first = await TestRole.CreateAsync(major);
        await using var next = await TestRole.CreateAsync(major);
        await using var database = await OwnedAsync(major, owner);
        await database.ExecuteAsync($"grant {owner} to {first}, {next}");

        (
            await database.RunSomeUnitsAsync(Script.Up, 2, $"set session authorization {first}")
        ).ShouldBeFalse();
        (await database.UpAsync($"set session authorization {next}")).ShouldSay("V2 is in place");
        (await database.RollBackAsync($"set session authorization {next}")).ShouldSay(
            "V2 is rolled back"
        );
    }

    [Theory]
    [EachMajor]
    public async Task Code_of_V1s_tables_does_not_run_with_a_superusers_rights(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await OwnedAsync(major, role);
        await database.ExecuteAsync(
            $"""
            create schema watch; grant usage on schema watch to public;
            create table watch.callers (name name); grant insert on watch.callers to public;
            create function noted(text) returns boolean immutable language plpgsql as
                'begin perform public.note(); return true; end';
            create function note() returns void language plpgsql as
                'begin insert into watch.callers values (current_user); end';
            alter function noted(text) owner to {role}; alter function note() owner to {role};
            set role {role};
            create index noted on llm_usage_logs (user_id) where noted('x');
            reset role;
            truncate watch.callers;
            """
        );

        await database.Migrator().ApplyAsync(Releases.V2);
        await database.ExecuteAsync($"set role {role}; update llm_usage_logs set source = 'x'");
        await database.Migrator().VerifyAsync(Releases.V2);
        await database.Migrator().RollbackAsync(Releases.V2);
        (await database.UpAsync()).ShouldSucceed();
        (await database.RestoreAsync()).ShouldSucceed();
        (await database.RollBackAsync("set opscenter.allow_blocking = on")).ShouldSucceed();

        (await database.RowsAsync("select distinct name from watch.callers"))
            .Select(row => row[0])
            .ShouldBe([role.Name]);
    }

    [Fact]
    public async Task Where_the_owner_may_not_create_it_is_said()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            $"revoke create on schema public from public; alter table llm_providers owner to {role}; alter table llm_usage_logs owner to {role}"
        );

        (await database.UpAsync()).ShouldSay($"and not to {role}", "V2 is in place");
    }

    [Fact]
    public async Task Pairs_of_several_owners_are_a_superusers_to_keep()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            $"""
            create schema tenant;
            create table tenant.llm_providers (like llm_providers including all);
            create table tenant.llm_usage_logs (like llm_usage_logs including all);
            alter table llm_providers owner to {role}; alter table llm_usage_logs owner to {role};
            grant create, usage on schema public to {role};
            """
        );

        (await database.UpAsync()).ShouldSay("V2 is in place in schema public");
        (await database.UpAsync("set search_path = tenant")).ShouldSucceed();
        (await database.RollBackAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task A_table_in_the_place_of_an_archived_one_is_to_be_renamed()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await OwnedAsync(TestMajors.Newest, role);
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync(
            "insert into model_servers (name, type, host, port) values ('a', 'local', 'h', 1)"
        );
        (await database.RollBackAsync()).ShouldSucceed();
        await database.ExecuteAsync("create table model_servers (x int)");

        var refused = await database.UpAsync();
        refused.ShouldBeRefused(
            "public.model_servers, archived as opscenter_archive.model_servers_1"
        );
        refused
            .Error.ShouldNotBeNull()
            .Hint.ShouldNotBeNull()
            .ShouldContain("rename it: alter table ... rename to ...;");
        await database.ExecuteAsync("alter table model_servers rename to model_servers_other");
        (await database.UpAsync()).ShouldSay("V2 is in place");
        (await database.RestoreAsync()).ShouldSucceed();
        (await database.ScalarAsync<long>("select count(*) from model_servers")).ShouldBe(1);
    }

    private static Task<TestDatabase> OwnedAsync(int major, TestRole role) =>
        Databases.V1Async(
            major,
            $"""
            grant usage, create on schema public to {role};
            alter table llm_providers owner to {role}; alter table llm_usage_logs owner to {role}; alter table llm_models owner to {role};
            do $$ begin execute format('grant create on database %I to {role}', current_database()); end $$;
            """
        );

    private static async Task<IEnumerable<string?>> OwnersAsync(TestDatabase database) =>
        (await database.RowsAsync(Owners)).Select(row => row[0]);
}
