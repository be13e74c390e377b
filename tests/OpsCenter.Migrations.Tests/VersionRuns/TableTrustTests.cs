using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A superuser reads and writes no table of a stranger where that runs the stranger's code or hands rows to the stranger.</summary>
public sealed class TableTrustTests
{
    private const string Evil =
        "create sequence public.calls; grant all on sequence public.calls to public; "
        + "create function public.evil(text) returns boolean language plpgsql immutable as 'begin perform nextval(''public.calls''); return true; end'; "
        + "create function public.evil_text(text) returns text language plpgsql immutable as 'begin perform nextval(''public.calls''); return $1; end'; ";

    [Theory]
    [InlineData(15, "create index on public.schema_migrations (public.evil('constant'))")]
    [InlineData(
        15,
        "create index on public.schema_migrations (version) where public.evil('constant')"
    )]
    [InlineData(
        15,
        "create statistics public.s on (public.evil('constant')), version from public.schema_migrations"
    )]
    [InlineData(13, "create index on public.schema_migrations (public.evil('constant'))")]
    public async Task A_journal_of_a_stranger_is_not_read(int major, string planted)
    {
        await using var test = await FolderCase.CreateAsync(major);
        await using var stranger = await StrangerAsync(test);
        await test.ExecuteAsync(
            $"create table public.schema_migrations (version bigint, dirty boolean); insert into public.schema_migrations values (1, false); {planted}; "
                + $"alter table public.schema_migrations owner to {stranger.Name}; drop sequence public.calls; create sequence public.calls; "
                + "grant all on sequence public.calls to public"
        );
        test.With("1_a", "create table a ();");

        foreach (
            var run in new Func<Task>[]
            {
                () => test.Migrator().ApplyAsync(),
                () => test.Migrator().AdoptAsync(),
            }
        )
        {
            var refusal = await Should.ThrowAsync<VersionConflictException>(run);
            refusal.Message.ShouldContain(stranger.Name);
        }

        await test.Migrator(new FolderOptions { IgnoreForeign = true }).ApplyAsync();
        await test.Migrator().StatusAsync();
        (await CallsAsync(test)).ShouldBe(0);
    }

    [Theory]
    [InlineData(
        "create table t (id int primary key, v text, w text default public.evil_text('x'))"
    )]
    [InlineData("create table t (id int primary key, v text check (public.evil(v)))")]
    [InlineData(
        "create table t (id int primary key, v text, w text generated always as (public.evil_text(v)) stored)"
    )]
    [InlineData(
        "create domain public.d as text check (public.evil(value)); create table t (id int primary key, v public.d)"
    )]
    [InlineData(
        "create table t (id int primary key, v text); create index on t (public.evil_text(v))"
    )]
    [InlineData(
        "create table t (id int primary key, v text); create rule r as on insert to t do also select public.evil('x')"
    )]
    [InlineData("create table t (id int primary key, v text default pg_read_file('PG_VERSION'))")]
    [InlineData("create table t (id int primary key, v text)")]
    public async Task Archived_rows_do_not_come_back_into_a_table_that_a_stranger_made(
        string planted
    )
    {
        await using var test = await FolderCase.CreateAsync();
        await using var stranger = await StrangerAsync(test);
        test.With(
            "1_t",
            "create table if not exists t (id int primary key, v text);",
            "drop table t;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into t values (1, 'secret')");
        await test.Migrator().RollbackAsync();
        await test.ExecuteAsync(planted + $"; alter table t owner to {stranger.Name}");
        await test.Migrator().ApplyAsync();

        var restored = (await test.Migrator().RestoreArchiveAsync()).ShouldHaveSingleItem();

        restored.Obstacle.ShouldNotBeNull().ShouldContain(stranger.Name);
        (await test.ScalarAsync<long>("select count(*) from t")).ShouldBe(0);
        (await CallsAsync(test)).ShouldBe(0);
    }

    [Theory]
    [InlineData("v span", "'[a,b)'")]
    [InlineData("v text check (v::odd[] is not null)", "'{x}'")]
    [InlineData("v text check (table_to_xml('pg_am', true, true, '') is not null)", "'x'")]
    [InlineData("v mood check (to_json(v) is not null)", "'good'")]
    [InlineData("v text check (set_config('role', 'none', false) is not null)", "'x'")]
    public async Task Rows_do_not_come_back_where_that_runs_code_of_the_role(
        string column,
        string value
    )
    {
        await using var test = await FolderCase.CreateAsync();
        await using var owner = await StrangerAsync(test);
        await test.ExecuteAsync(
            $"create domain odd as text check (public.evil(value)); create type span as range (subtype = odd); create type mood as enum ('good'); "
                + $"alter domain odd owner to {owner.Name}; alter type span owner to {owner.Name}; alter type mood owner to {owner.Name}"
        );
        test.With(
            "1_t",
            $"create table t (id int primary key, {column}); alter table t owner to {owner.Name};",
            "drop table t;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync($"insert into t values (1, {value})");
        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(
            "drop sequence public.calls; create sequence public.calls; grant all on sequence public.calls to public"
        );

        var restored = (await test.Migrator().RestoreArchiveAsync()).ShouldHaveSingleItem();

        restored.Obstacle.ShouldNotBeNull().ShouldContain(owner.Name);
        (await test.ScalarAsync<long>("select count(*) from t")).ShouldBe(0);
        (await CallsAsync(test)).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_of_another_role_come_back_to_it()
    {
        await using var test = await FolderCase.CreateAsync();
        await using var owner = await StrangerAsync(test);
        await test.ExecuteAsync(
            $"create type mood as enum ('good'); alter type mood owner to {owner.Name}; create table base (id int primary key, v mood check (v is not null), w text); "
                + $"insert into base values (1, 'good', 'w'); alter table base owner to {owner.Name}"
        );
        test.With("1_c", "alter table base add c text;", "alter table base drop c;")
            .With(
                "2_t",
                $"create table t (id int generated always as identity primary key, v mood, g text generated always as (id::text) stored); alter table t owner to {owner.Name};",
                "drop table t;"
            );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("update base set c = 'c'; insert into t (v) values ('good')");
        await test.Migrator(new FolderOptions { To = "0" }).RollbackAsync();
        await test.Migrator().ApplyAsync();

        var restored = await test.Migrator().RestoreArchiveAsync();

        restored.ShouldAllBe(result => result.Obstacle == null);
        (await test.ScalarAsync<string>("select c from base")).ShouldBe("c");
        (await test.ScalarAsync<long>("select count(*) from t")).ShouldBe(1);
    }

    [Theory]
    [InlineData(
        "create table t (id int primary key, v text)",
        "create index on t (public.evil_text('constant'))",
        "index"
    )]
    [InlineData(
        "create table t (id int, v text) partition by list (public.evil_text(v))",
        "alter table t_1 owner to {0}",
        "the partition key of table"
    )]
    public async Task A_rollback_does_not_read_a_table_that_runs_code_of_a_stranger(
        string table,
        string planted,
        string code
    )
    {
        await using var test = await FolderCase.CreateAsync();
        await using var stranger = await StrangerAsync(test);
        var isPartitioned = table.Contains("partition by", StringComparison.Ordinal);
        test.With(
            "1_t",
            $"{table}; {(isPartitioned ? "create table t_1 partition of t default;" : "")}",
            "drop table t;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(
            $"insert into t values (1, 'x'); {planted.Replace("{0}", stranger.Name, StringComparison.Ordinal)}; alter table t owner to {stranger.Name}; "
                + "drop sequence public.calls; create sequence public.calls; grant all on sequence public.calls to public"
        );

        var refusal = await Should.ThrowAsync<UntrustedObjectException>(() =>
            test.Migrator().RollbackAsync()
        );

        refusal.Message.ShouldContain(code);
        (
            await test.ScalarAsync<long>("select count(*) from pg_class where relname = 't'")
        ).ShouldBe(1);
        (await CallsAsync(test)).ShouldBe(0);
    }

    [Fact]
    public async Task An_archive_of_an_earlier_release_has_no_owner_and_comes_back()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_t", "create table t (id int primary key, v text);", "drop table t;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(
            "alter table opscenter_migrations.archive drop table_owner; insert into t values (1, 'x')"
        );
        await test.Migrator().RollbackAsync();
        await test.ExecuteAsync("alter table opscenter_migrations.archive drop table_owner");
        await test.Migrator().ApplyAsync();

        (await test.Migrator().RestoreArchiveAsync()).ShouldHaveSingleItem().Restored.ShouldBe(1);
    }

    private static Task<long> CallsAsync(FolderCase test) =>
        test.ScalarAsync<long>(
            "select case when is_called then last_value else 0 end from public.calls"
        );

    private static async Task<Stranger> StrangerAsync(FolderCase test)
    {
        var stranger = await Stranger.CreateAsync(test);
        await test.ExecuteAsync(
            Evil
                + $"alter function public.evil(text) owner to {stranger.Name}; alter function public.evil_text(text) owner to {stranger.Name}"
        );
        return stranger;
    }
}
