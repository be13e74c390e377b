using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Trust;

/// <summary>What the owner of V1 grants on all its future tables does not count for record and archives.</summary>
public sealed class DefaultPrivilegeTests
{
    /// <summary>Tables and schemas of the metadata on which anybody but their owner has a right.</summary>
    private const string Granted = """
        select c.oid::regclass::text
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        cross join aclexplode(c.relacl) a
        where n.nspname in ('opscenter', 'opscenter_archive') and c.relkind = 'r' and a.grantee <> c.relowner
        union
        select n.nspname
        from pg_namespace n
        cross join aclexplode(n.nspacl) a
        where n.nspname in ('opscenter', 'opscenter_archive') and a.grantee <> n.nspowner
        """;

    [Theory]
    [EachMajor]
    public async Task Record_and_archives_are_their_owners_alone(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var other = await TestRole.CreateAsync(major);
        await using var database = await Databases.V1Async(
            major,
            $"""
            grant usage, create on schema public to {role};
            alter table llm_providers owner to {role}; alter table llm_usage_logs owner to {role}; alter table llm_models owner to {role};
            do $$ begin execute format('grant create on database %I to {role}', current_database()); end $$;
            alter default privileges for role {role} grant all on tables to {other}, public;
            alter default privileges for role {role} grant all on schemas to {other};
            """
        );

        await database.Migrator().ApplyAsync(Releases.V2);
        await database.ExecuteAsync($"set role {role}; {V2Use.Sql}");
        (await GrantedAsync(database)).ShouldBeEmpty();
        await database.ExecuteAsync($"grant select on opscenter.migration to {other}");
        await database.Migrator().RollbackAsync(Releases.V2);
        (await GrantedAsync(database)).ShouldBeEmpty();
        (
            await database.ScalarAsync<long>(
                "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'opscenter_archive'"
            )
        ).ShouldBeGreaterThan(0);
        await database.Migrator().ApplyAsync(Releases.V2);

        (await GrantedAsync(database)).ShouldBeEmpty();
        (
            await database.ScalarAsync<bool>(
                $"select has_table_privilege('{other}', 'model_servers', 'INSERT')"
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_owner_grants_afterwards_stays()
    {
        await using var other = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(TestMajors.Newest, "");
        await database.Migrator().ApplyAsync(Releases.V2);
        await database.ExecuteAsync(
            $"grant usage on schema opscenter to {other}; grant select on opscenter.pair to {other}"
        );

        await database.Migrator().RollbackAsync(Releases.V2);
        await database.Migrator().ApplyAsync(Releases.V2);

        (await GrantedAsync(database)).Order().ShouldBe(["opscenter", "opscenter.pair"]);
    }

    private static async Task<IEnumerable<string?>> GrantedAsync(TestDatabase database) =>
        (await database.RowsAsync(Granted)).Select(row => row[0]);
}
