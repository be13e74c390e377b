using OpsCenter.Migrations.Errors;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Trust;

/// <summary>What bears a name of our metadata is read only if its owner is trusted and it carries no code.</summary>
public sealed class MetadataTests
{
    private const string Evil =
        "create sequence public.calls; grant all on sequence public.calls to public; "
        + "create function public.evil() returns text language plpgsql as 'begin perform nextval(''public.calls''); return 1; end'; "
        + "create function public.evil_trigger() returns trigger language plpgsql as 'begin perform nextval(''public.calls''); return new; end';";

    [Theory]
    [InlineData("create table opscenter.migration (name text)")]
    [InlineData(
        "create view opscenter.migration as select 'v2'::text as name, public.evil() as state, true as created_schema, 1::oid as record_oid"
    )]
    [InlineData("create view opscenter.journal as select public.evil() as migration")]
    [InlineData("create table opscenter.archive (state text default public.evil())")]
    [InlineData("select 1")]
    public async Task What_another_role_made_is_refused_with_its_name(string planted)
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            $"{Evil} create schema opscenter authorization {role}; set role {role}; {planted}; grant all on all tables in schema opscenter to public"
        );

        (await database.UpAsync()).ShouldBeRefused("schema opscenter", role.Name);
        (await database.UpAsync("set opscenter.mode = 'plan'")).ShouldBeRefused(role.Name);
        (await database.RollBackAsync()).ShouldBeRefused(role.Name);
        (await database.RestoreAsync()).ShouldBeRefused(role.Name);
        (
            await Should.ThrowAsync<UntrustedObjectException>(
                database.Migrator().StatusAsync(Releases.V2)
            )
        ).Message.ShouldContain(role.Name);
        (await CallsAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task An_archive_schema_of_another_role_is_refused()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            $"create schema opscenter_archive authorization {role}; grant all on schema opscenter_archive to public"
        );

        await database.ShouldRefuseRollbackAsync("schema opscenter_archive", role.Name);
    }

    /// <summary>By the owner of V1's tables, who is trusted and whose code is not.</summary>
    [Theory]
    [InlineData(
        "alter table opscenter.migration alter applied_by set default public.evil()",
        "default"
    )]
    [InlineData(
        "create trigger t before update or insert on opscenter.created_object for each row execute function public.evil_trigger()",
        "trigger"
    )]
    [InlineData("create rule r as on insert to opscenter.migration do also notify x", "rule")]
    [InlineData("create index on opscenter.migration (name) where name <> 'x'", "a condition")]
    [InlineData("create table opscenter.heir () inherits (opscenter.migration)", "inherits")]
    [InlineData("alter table opscenter.migration enable row level security", "row security")]
    [InlineData(
        "alter table opscenter.migration add constraint c check (query_to_xml('select public.evil()', true, true, '') is not null) not valid",
        "constraint"
    )]
    [InlineData(
        "create domain public.d as text check (public.evil() is not null); alter table opscenter.created_object add extra public.d",
        "type"
    )]
    public async Task Code_on_the_metadata_is_refused(string planted, string fault)
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            $"grant create on schema public to {role}; alter table llm_providers owner to {role}; alter table llm_usage_logs owner to {role};"
        );
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync(Evil);
        await database.ExecuteAsync(
            $"alter function evil() owner to {role}; alter function evil_trigger() owner to {role}"
        );
        await database.ExecuteAsync(planted);
        var before = await CallsAsync(database);

        (await database.RollBackAsync()).ShouldBeRefused(fault);
        (await database.UpAsync()).ShouldBeRefused(fault);
        await Should.ThrowAsync<UntrustedObjectException>(
            database.Migrator().VerifyAsync(Releases.V2)
        );
        (await CallsAsync(database)).ShouldBe(before);
    }

    private static Task<long> CallsAsync(TestDatabase database) =>
        database.ScalarAsync<long>(
            "select case when is_called then last_value else 0 end from public.calls"
        );
}
