using System.Text.RegularExpressions;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Refusals;

/// <summary>A role that lacks something.</summary>
public sealed partial class RoleTests
{
    [GeneratedRegex(@"alter table \S+ owner to \S+;")]
    private static partial Regex Advice();

    private static string OwnsTables(TestRole role) =>
        $"""
            alter table llm_providers owner to {role};
            alter table llm_usage_logs owner to {role};
            alter table llm_models owner to {role};
            grant usage, create on schema public to {role};
            """;

    private static string MayCreateSchemas(TestDatabase database, TestRole role) =>
        $"grant create on database {database.Name} to {role}";

    [Theory]
    [EachMajor]
    public async Task An_owner_who_may_create_schemas_needs_nothing_else_and_owns_all_that_comes(
        int major
    )
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await Databases.V1Async(major, OwnsTables(role));
        await database.ExecuteAsync(MayCreateSchemas(database, role));
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync($"set role {role}")).ShouldSucceed();

        (
            await database.ScalarAsync<long>(
                $"select count(*) from pg_class where relname ~ '^(model_|installed|tier|daily|audit)' and relkind = 'r' and relowner = '{role}'::regrole"
            )
        ).ShouldBe(8);
        (await database.RollBackAsync($"set role {role}")).ShouldSucceed();
        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task A_role_with_only_grant_all_is_told_owner_and_grant(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await Databases.V1Async(
            major,
            $"grant all on all tables in schema public to {role}; grant usage, create on schema public to {role}"
        );
        await database.ExecuteAsync(MayCreateSchemas(database, role));

        await database.ShouldRefuseAsync(
            Script.Up,
            $"set role {role}",
            "public.llm_providers",
            "public.llm_usage_logs",
            $"alter table public.llm_providers owner to {role};"
        );
    }

    [Theory]
    [EachMajor]
    public async Task The_statements_of_a_refusal_make_the_next_run_succeed(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await Databases.V1Async(
            major,
            $"grant usage, create on schema public to {role}; grant references on llm_models to {role}"
        );
        await database.ExecuteAsync(MayCreateSchemas(database, role));
        var refused = await database.UpAsync($"set role {role}");

        foreach (Match advice in Advice().Matches(refused.Text))
        {
            await database.ExecuteAsync(advice.Value);
        }

        (await database.UpAsync($"set role {role}")).ShouldSucceed();
    }

    [Theory]
    [EachMajor]
    public async Task A_member_that_does_not_inherit_works_as_the_owner(int major)
    {
        await using var owner = await TestRole.CreateAsync(major);
        await using var member = await TestRole.CreateAsync(major);
        await using var database = await Databases.V1Async(
            major,
            OwnsTables(owner) + $"alter role {member} noinherit; grant {owner} to {member};"
        );
        await database.ExecuteAsync(MayCreateSchemas(database, owner));

        (await database.UpAsync($"set session authorization {member}")).ShouldSucceed();

        (
            await database.ScalarAsync<bool>(
                $"select relowner = '{owner}'::regrole from pg_class where oid = 'audit_log'::regclass"
            )
        ).ShouldBeTrue();
    }

    [Theory]
    [EachMajor]
    public async Task A_member_of_the_owner_is_as_good_as_the_owner(int major)
    {
        await using var owner = await TestRole.CreateAsync(major);
        await using var member = await TestRole.CreateAsync(major);
        await using var database = await Databases.V1Async(
            major,
            OwnsTables(owner) + $"grant {owner} to {member};"
        );
        await database.ExecuteAsync(MayCreateSchemas(database, owner));

        (await database.UpAsync($"set role {member}")).ShouldSucceed();
        (await database.RollBackAsync($"set role {member}")).ShouldSucceed();
    }

    [Theory]
    [EachMajor]
    public async Task Without_create_on_the_schema_the_grant_is_named(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await Databases.V1Async(
            major,
            OwnsTables(role) + $"revoke create on schema public from {role}, public;"
        );
        await database.ExecuteAsync(MayCreateSchemas(database, role));

        await database.ShouldRefuseAsync(
            Script.Up,
            $"set role {role}",
            $"grant create on schema public to {role};"
        );

        await database.ExecuteAsync($"grant create on schema public to {role};");
        (await database.UpAsync($"set role {role}")).ShouldSucceed();
    }

    [Theory]
    [EachMajor]
    public async Task Without_create_on_the_database_one_statement_of_an_administrator_is_named_and_enough(
        int major
    )
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await Databases.V1Async(major, OwnsTables(role));
        var statement = $"create schema opscenter authorization {role};";
        await database.ShouldRefuseAsync(Script.Up, $"set role {role}", statement);
        var before = await DatabaseState.TakeAsync(database);

        await database.ExecuteAsync(statement);

        (await database.UpAsync($"set role {role}")).ShouldSucceed();
        (await database.UpAsync($"set role {role}")).ShouldSay("already in place");
        (await database.RollBackAsync($"set role {role}")).ShouldSucceed();
        await before.ShouldBeRestoredAsync();
    }

    [Theory]
    [EachMajor]
    public async Task A_role_without_create_on_the_database_archives_to_the_schema_that_it_has(
        int major
    )
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await Databases.V1Async(
            major,
            OwnsTables(role) + $"create schema opscenter authorization {role};"
        );
        (await database.UpAsync($"set role {role}")).ShouldSucceed();
        await database.ExecuteAsync(V2Use.Sql);

        (await database.RollBackAsync($"set role {role}")).ShouldSay("opscenter.model_servers_1");

        await database.ShouldHaveRowsAsync("opscenter.model_servers_1", 2);
    }

    [Theory]
    [EachMajor]
    public async Task The_rollback_by_a_role_that_owns_nothing_is_refused(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await Databases.V2Async(major, V2Use.Sql);

        await database.ShouldRefuseAsync(Script.Rollback, $"set role {role}", $"{role}");
    }

    [Theory]
    [EachMajor]
    public async Task A_read_only_transaction_is_named_and_so_is_the_remedy(int major)
    {
        await using var database = await Databases.V1Async(major);

        await database.ShouldRefuseAsync(Script.Up, "begin transaction read only", "read-only");
        (await database.UpAsync()).ShouldSucceed();
        await database.ShouldRefuseAsync(
            Script.Rollback,
            "begin transaction read only",
            "read-only"
        );
    }

    [Theory]
    [InlineData("model_servers")]
    [InlineData("llm_usage_logs")]
    [InlineData("audit_log_id_seq")]
    public async Task An_owner_who_may_not_read_cannot_lose_rows_by_a_rollback(string relation)
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(TestMajors.Newest, OwnsTables(role));
        await database.ExecuteAsync(MayCreateSchemas(database, role));
        (await database.UpAsync($"set role {role}")).ShouldSucceed();
        await database.ExecuteAsync(V2Use.Sql + $"revoke select on {relation} from {role}");

        await database.ShouldRefuseAsync(Script.Rollback, $"set role {role}", relation, "select");
    }
}
