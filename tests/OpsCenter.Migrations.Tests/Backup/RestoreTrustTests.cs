using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>A superuser who restores runs no code of a role that nobody trusts, not even in a database that is new.</summary>
public class RestoreTrustTests
{
    [Theory]
    [InlineData("create table t (a int check (yes()))", "check")]
    [InlineData(
        "create table t (a int check (query_to_xml('select public.evil()', true, true, '') is not null))",
        "server's function"
    )]
    [InlineData("create domain odd as int check (of(value)); create table t (a odd)", "domain")]
    [InlineData(
        "create domain odd as int check (of(value)); create table t (b odd[], a int)",
        "domain in an array"
    )]
    [InlineData(
        "create table t (a int, b boolean generated always as (of(a)) stored)",
        "generated column"
    )]
    [InlineData(
        "create table t (a int) partition by list (of(a)); create table t_1 partition of t default; alter table t_1 owner to {0}",
        "partition key"
    )]
    [InlineData(
        "create table t (a int unique references t (a)); create index on t (a) where yes()",
        "index"
    )]
    [InlineData(
        "create table t (a int unique references t (a)); create statistics s on a, (of(a)) from t; alter statistics s owner to {0}",
        "statistics"
    )]
    [InlineData(
        "create table t (a int); create index on t (a) where yes(); create table u (a int unique); insert into u values (1); alter table t add foreign key (a) references u (a)",
        "index beside a reference"
    )]
    public async Task Code_of_a_role_that_is_not_trusted_is_refused(string table, string kind)
    {
        await using var scene = await RestoreTrustScene.CreateAsync(table);

        var error = await Should.ThrowAsync<RestoreRefusedException>(() => scene.RestoreAsync());

        error.Message.ShouldContain(
            $"belongs to role {scene.Role}, which is not trusted",
            customMessage: kind
        );
        error.Remedy.ShouldContain("--allow foreign-code");
        (await scene.RoleIsSuperuserAsync()).ShouldBeFalse();
        (await scene.DropCopyAsync()).ShouldBeFalse();
        await scene.RestoreAsync("foreign-code");
        (await scene.DropCopyAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(
        "create table t (a int check (a > 0 and length(a::text) < 9), b int generated always as (a + 1) stored)"
    )]
    [InlineData(
        "create table t (a int default (case when yes() then 1 end), b timestamptz check (b < now()))"
    )]
    [InlineData(
        "create domain small as int check (value < 9); create table t (a small, c uuid default gen_random_uuid())"
    )]
    [InlineData("create table t (a int); create index on t (a) where yes()")]
    public async Task What_runs_no_foreign_code_is_restored(string table)
    {
        await using var scene = await RestoreTrustScene.CreateAsync(table);

        await scene.RestoreAsync();

        (await scene.RoleIsSuperuserAsync()).ShouldBeFalse();
        (await scene.DropCopyAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_role_that_the_server_lacks_is_not_trusted()
    {
        await using var scene = await RestoreTrustScene.CreateAsync(
            "create table t (a int check (yes()))"
        );
        await scene.RenameRoleAsync();

        await Should.ThrowAsync<RestoreRefusedException>(() => scene.RestoreAsync());

        (await scene.RoleIsSuperuserAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_is_no_superuser_lends_no_rights_either()
    {
        await using var scene = await RestoreTrustScene.CreateAsync(
            "create table t (a int check (yes()))"
        );

        var error = await Should.ThrowAsync<RestoreRefusedException>(() =>
            scene.RestoreAsCreatorAsync()
        );

        error.Message.ShouldContain($"the rights of role {scene.Role}_creator");
    }

    [Fact]
    public async Task An_owner_without_the_right_to_write_gets_its_rows()
    {
        await using var scene = await RestoreTrustScene.CreateAsync(
            "create table t (a int); revoke all on t from {0}; grant select on t to {0}"
        );

        await scene.RestoreAsync();
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

    [Fact]
    public async Task A_dry_run_verifies_no_reference_that_would_run_foreign_code()
    {
        await using var scene = await RestoreTrustScene.CreateAsync(
            """
            create table t (a int references customers (id));
            create table u (a int references customers (id));
            create index on t (a) where yes()
            """
        );

        var report = await scene.DryRunAsync();

        report.OnCopy.ShouldBeTrue();
        (await scene.RoleIsSuperuserAsync()).ShouldBeFalse();
    }
}
