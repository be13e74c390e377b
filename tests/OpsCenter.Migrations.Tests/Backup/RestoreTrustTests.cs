using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>A superuser who restores runs no code of a role that nobody trusts, not even in a database that is new.</summary>
public class RestoreTrustTests
{
    private const string Types =
        "create domain odd as int check (of(value)); create type pair as (odd odd); alter domain odd owner to {0}; alter type pair owner to {0};";

    [Theory]
    [InlineData("create table t (a int check (yes()))")]
    [InlineData("create table t (a int, b boolean generated always as (of(a)) stored)")]
    [InlineData("create table t (a int check (a::text::odd is not null))")]
    [InlineData(
        "create table t (a int unique references t (a)); create index on t (a) where yes()"
    )]
    // The server checks these literals when the definition is executed.
    [InlineData("create table t (a int); create view v as select '(1)'::pair as pair")]
    [InlineData("create table t (a int, b odd[] default '{{1}}')")]
    [InlineData(
        "create table t (a odd) partition by list (a); create table t_1 partition of t for values in (1); alter table t_1 owner to {0}"
    )]
    // pg_dump writes this check behind the rows.
    [InlineData(
        "create table t (a int); create function has(t) returns boolean immutable language plpgsql as 'begin return public.yes(); end'; "
            + "alter function has(t) owner to {0}; alter table t add check (has(t))"
    )]
    [InlineData(
        "create type span as range (subtype = odd); alter type span owner to {0}; create table t (a int, b span default '[1,3)')"
    )]
    [InlineData(
        "create table t (a int); create materialized view m as select yes(); alter materialized view m owner to {0}"
    )]
    // The table is trusted, its type is not.
    [InlineData("create table t (a int); create table theirs (a odd)")]
    public async Task A_file_with_code_of_a_role_that_is_not_trusted_is_refused(string table)
    {
        await using var scene = await RestoreTrustScene.CreateAsync(
            table,
            ForeignCodeScene.ResettingFunctions + Types
        );

        var error = await Should.ThrowAsync<RestoreRefusedException>(() => scene.RestoreAsync());

        error.Message.ShouldContain("The file holds code of roles that are not trusted");
        error.Message.ShouldContain($" {scene.Role}");
        error.Remedy.ShouldContain("--allow foreign-code");
        (await scene.RoleIsSuperuserAsync()).ShouldBeFalse();
        (await scene.DropCopyAsync()).ShouldBeFalse();
        await scene.RestoreAsync("foreign-code");
        (await scene.DropCopyAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("query_to_xml('select 1', true, true, '') is not null")]
    [InlineData("set_config('role', 'none', false) is not null")]
    [InlineData("table_to_xml('pg_am', true, true, '') is not null")]
    public async Task A_function_of_the_server_that_could_do_anything_is_refused(string check)
    {
        await using var scene = await RestoreTrustScene.CreateAsync(
            $"create table t (a int check ({check}))"
        );

        var error = await Should.ThrowAsync<RestoreRefusedException>(() => scene.RestoreAsync());

        error.Message.ShouldContain($"is of role {scene.Role}, which is not trusted");
        (await scene.DropCopyAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "create table t (a int check (a > 0 and length(a::text) < 9), b int generated always as (a + 1) stored)"
    )]
    [InlineData(
        "create table t (a int default (random() * 9)::int, b timestamptz check (b < now()))"
    )]
    [InlineData(
        "create domain small as int check (value < 9); create table t (a small, c uuid default gen_random_uuid())"
    )]
    [InlineData(
        "create table t (a int unique references t (a)); create index on t (abs(a)) where a > 0; create view v as select a from t; alter view v owner to {0}"
    )]
    [InlineData("create table t (a int); revoke all on t from {0}; grant select on t to {0}")]
    [InlineData("create table t (a int); create schema \"public old\" authorization {0}")]
    public async Task A_table_of_such_a_role_without_code_is_restored(string table)
    {
        await using var scene = await RestoreTrustScene.CreateAsync(table);

        await scene.RestoreAsync();

        (await scene.DropCopyAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_role_that_the_server_lacks_is_not_trusted()
    {
        await using var scene = await RestoreTrustScene.CreateAsync(
            "create table t (a int check (yes()))",
            ForeignCodeScene.ResettingFunctions
        );
        await scene.RenameRoleAsync();

        await Should.ThrowAsync<RestoreRefusedException>(() => scene.RestoreAsync());

        (await scene.RoleIsSuperuserAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_is_no_superuser_lends_no_rights_either()
    {
        await using var scene = await RestoreTrustScene.CreateAsync(
            "create table t (a int check (yes()))",
            ForeignCodeScene.ResettingFunctions
        );

        await Should.ThrowAsync<RestoreRefusedException>(() => scene.RestoreAsCreatorAsync());
    }

    [Fact]
    public async Task A_risk_of_a_replacement_is_none_of_a_new_database()
    {
        await using var scene = await RestoreTrustScene.CreateAsync("create table t (a int)");

        var error = await Should.ThrowAsync<InvalidOptionException>(() =>
            scene.RestoreAsync("no-rows")
        );

        error.Remedy.ShouldBe("May be allowed: foreign-code.");
    }

    [Theory]
    [InlineData(
        "create table t (a int references customers (id)); create index on t (a) where yes()"
    )]
    [InlineData("create table t (a int, b odd[] default '{{1}}')")]
    [InlineData(
        "create table t (a int); create view v as select '(1)'::pair as pair; alter view v owner to {0}"
    )]
    public async Task A_dry_run_on_a_copy_creates_nothing_of_such_a_role(string table)
    {
        await using var scene = await RestoreTrustScene.CreateAsync(
            table,
            ForeignCodeScene.ResettingFunctions + Types
        );

        var report = await scene.DryRunAsync();

        report.OnCopy.ShouldBeTrue();
        (await scene.RoleIsSuperuserAsync()).ShouldBeFalse();
    }
}
