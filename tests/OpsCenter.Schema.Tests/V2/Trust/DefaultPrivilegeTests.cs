using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Trust;

/// <summary>What the owner of V1 grants on all its future objects does not count for record and archives, by whichever route.</summary>
public sealed class DefaultPrivilegeTests
{
    /// <summary>Objects of the metadata on which anybody but their owner has a right.</summary>
    private const string Granted = """
        select c.oid::regclass::text
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        cross join aclexplode(c.relacl) a
        where n.nspname in ('opscenter', 'opscenter_archive') and c.relkind in ('r', 'S') and a.grantee <> c.relowner
        union
        select p.oid::regprocedure::text
        from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where n.nspname in ('opscenter', 'opscenter_archive') and a.grantee <> p.proowner
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
        await using var database = await GenerousAsync(major, role, other);

        await database.Migrator().ApplyAsync(Releases.V2);
        await database.ExecuteAsync($"set role {role}; {V2Use.Sql}");
        (await GrantedAsync(database)).ShouldBeEmpty();
        await database.ExecuteAsync($"grant select on opscenter.migration to {other}");
        await database.Migrator().RollbackAsync(Releases.V2);
        await ShouldBeArchivedForTheOwnerAsync(database);
        await database.Migrator().ApplyAsync(Releases.V2);

        (await GrantedAsync(database)).ShouldBeEmpty();
        (
            await database.ScalarAsync<bool>(
                $"select has_table_privilege('{other}', 'model_servers', 'INSERT')"
            )
        ).ShouldBeTrue();
    }

    [Theory]
    [EachMajor]
    public async Task The_single_statements_keep_them_their_owners_alone(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var other = await TestRole.CreateAsync(major);
        await using var database = await GenerousAsync(major, role, other);

        (await database.UpAsync()).ShouldSucceed();
        (await GrantedAsync(database)).ShouldBeEmpty();
        await database.ExecuteAsync($"set role {role}; {V2Use.Sql}");
        (await database.RollBackAsync()).ShouldSucceed();

        await ShouldBeArchivedForTheOwnerAsync(database);
    }

    [Theory]
    [EachMajor]
    public async Task Psql_online_keeps_them_their_owners_alone(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var other = await TestRole.CreateAsync(major);
        await using var database = await GenerousAsync(major, role, other);

        await database.RunOnlineByPsqlAsync(Script.Up);
        (await GrantedAsync(database)).ShouldBeEmpty();
        await database.ExecuteAsync($"set role {role}; {V2Use.Sql}");
        await database.RunOnlineByPsqlAsync(Script.Rollback);

        await ShouldBeArchivedForTheOwnerAsync(database);
    }

    /// <summary>The tables that note what is written during a copy, and their function, too.</summary>
    [Fact]
    public async Task A_copy_before_the_lock_keeps_them_their_owners_alone()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var other = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await GenerousAsync(TestMajors.Newest, role, other);
        await database.ExecuteAsync(BigTable.Usage);
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync($"set role {role}; {V2Use.Sql}");

        (await database.RunSomeUnitsAsync(Script.Rollback, 3)).ShouldBeFalse();

        (
            await database.ScalarAsync<long>(
                "select count(*) from pg_proc where pronamespace = 'opscenter'::regnamespace"
            )
        ).ShouldBeGreaterThan(0);
        await ShouldBeArchivedForTheOwnerAsync(database);
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

    /// <summary>V1 of a role whose default privileges give another role, and everybody, all rights.</summary>
    private static Task<TestDatabase> GenerousAsync(int major, TestRole role, TestRole other) =>
        Databases.V1Async(
            major,
            $"""
            grant usage, create on schema public to {role};
            alter table llm_providers owner to {role}; alter table llm_usage_logs owner to {role}; alter table llm_models owner to {role};
            do $$ begin execute format('grant create on database %I to {role}', current_database()); end $$;
            alter default privileges for role {role} grant all on tables to {other}, public;
            alter default privileges for role {role} grant all on sequences to {other}, public;
            alter default privileges for role {role} grant all on functions to {other};
            alter default privileges for role {role} grant all on schemas to {other};
            """
        );

    private static async Task ShouldBeArchivedForTheOwnerAsync(TestDatabase database)
    {
        (
            await database.ScalarAsync<long>(
                "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'opscenter_archive'"
            )
        ).ShouldBeGreaterThan(0);
        (await GrantedAsync(database)).ShouldBeEmpty();
    }

    private static async Task<IEnumerable<string?>> GrantedAsync(TestDatabase database) =>
        (await database.RowsAsync(Granted)).Select(row => row[0]);
}
