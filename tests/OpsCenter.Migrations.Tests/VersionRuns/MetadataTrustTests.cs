using Npgsql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>What stands in the place of the metadata is used only if its owner is trusted and no code hangs on it.</summary>
public sealed class MetadataTrustTests
{
    private const string Evil =
        "create sequence public.calls; grant all on sequence public.calls to public; "
        + "create function public.evil() returns text language plpgsql as 'begin perform nextval(''public.calls''); return 1; end'; "
        + "create function public.evil_trigger() returns trigger language plpgsql as 'begin perform nextval(''public.calls''); return new; end';";

    [Theory]
    [InlineData("create schema opscenter_migrations authorization {0}")]
    [InlineData("create schema opscenter_migrations_archive authorization {0}")]
    [InlineData(
        "create schema opscenter_migrations; create table opscenter_migrations.version (id bigint default public.evil()::bigint); "
            + "alter table opscenter_migrations.version owner to {0}"
    )]
    [InlineData(
        "create schema opscenter_migrations; create view opscenter_migrations.history as select public.evil() as source; "
            + "alter view opscenter_migrations.history owner to {0}"
    )]
    public async Task A_superuser_does_not_use_what_a_stranger_made(string planted)
    {
        await using var test = await FolderCase.CreateAsync();
        await using var role = await Stranger.CreateAsync(test);
        await test.ExecuteAsync(Evil + string.Format(planted, role.Name));
        test.With("1_a", "create table a ();");

        foreach (
            var run in new Func<Task>[]
            {
                () => test.Migrator().ApplyAsync(),
                () => test.Migrator().StatusAsync(),
                () => test.Migrator().RollbackAsync(),
                () => test.Migrator().RestoreArchiveAsync(),
            }
        )
        {
            (await Should.ThrowAsync<UntrustedObjectException>(run)).Message.ShouldContain(
                role.Name
            );
        }

        (await CallsAsync(test)).ShouldBe(0);
    }

    [Fact]
    public async Task Default_privileges_give_nobody_rights_on_journal_and_archives()
    {
        await using var test = await FolderCase.CreateAsync();
        await using var role = await Stranger.CreateAsync(test);
        await test.ExecuteAsync(
            $"alter default privileges grant all on tables to {role.Name}, public; alter default privileges grant all on schemas to {role.Name}"
        );
        test.With("1_a", "create table a (n int primary key);", "drop table a;")
            .With(
                "2_b",
                "insert into a values (1);\nalter table a add b int;",
                "alter table a drop b;"
            );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("update a set b = 1");
        await test.Migrator().RollbackAsync();
        await test.Migrator().RollbackAsync();

        (
            await test.ScalarAsync<string>(
                """
                select coalesce(string_agg(distinct c.oid::regclass::text, ', '), '') || ' of ' || count(distinct n.oid)
                from pg_namespace n
                left join (pg_class c cross join aclexplode(c.relacl) a) on c.relnamespace = n.oid and c.relkind = 'r' and a.grantee <> c.relowner
                where n.nspname in ('opscenter_migrations', 'opscenter_migrations_archive')
                """
            )
        ).ShouldBe(" of 2");
    }

    [Theory]
    [InlineData("grant update on opscenter_migrations.object to public", "public")]
    [InlineData(
        "alter default privileges grant delete on tables to {0}; grant delete on opscenter_migrations.object to {0}",
        "{0}"
    )]
    public async Task A_writer_whom_nobody_chose_is_refused_until_the_right_is_revoked(
        string granted,
        string writer
    )
    {
        await using var test = await FolderCase.CreateAsync();
        await using var role = await Stranger.CreateAsync(test);
        test.With("1_a", "create table a ();", "drop table a;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(
            $"grant usage on schema opscenter_migrations to {role.Name}; grant insert on opscenter_migrations.object to {role.Name}"
        );
        await Should.NotThrowAsync(() => test.Migrator().StatusAsync());
        await test.ExecuteAsync(string.Format(granted, role.Name));

        var revoke =
            $"revoke insert, update, delete, truncate, trigger on opscenter_migrations.object from {string.Format(writer, role.Name)} cascade;";
        (
            await Should.ThrowAsync<UntrustedObjectException>(() => test.Migrator().RollbackAsync())
        ).Message.ShouldContain(revoke);

        await test.ExecuteAsync(revoke);
        await test.Migrator().RollbackAsync();
    }

    [Theory]
    [InlineData(
        "create trigger t before insert on opscenter_migrations.version for each row execute function public.evil_trigger()",
        "it has the trigger t"
    )]
    [InlineData(
        "create rule r as on insert to opscenter_migrations.history do also select public.evil()",
        "it has the rule r"
    )]
    [InlineData(
        "create policy p on opscenter_migrations.version using (public.evil() is not null)",
        "it has the policy p"
    )]
    [InlineData(
        "alter table opscenter_migrations.object enable row level security",
        "row security is on"
    )]
    [InlineData(
        "create table child () inherits (opscenter_migrations.history)",
        "it inherits or is inherited"
    )]
    [InlineData(
        "alter table opscenter_migrations.version alter name set default public.evil()",
        "column name has the default"
    )]
    [InlineData(
        "alter table opscenter_migrations.version add constraint c check (public.evil() is not null) not valid",
        "it has the constraint c"
    )]
    [InlineData(
        "create function public.same(text) returns text immutable language sql as 'select $1'; create index on opscenter_migrations.version (public.same(name))",
        "with an expression"
    )]
    public async Task Code_on_the_journal_is_not_run(string planted, string fault)
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();", "drop table a;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(Evil + planted);
        test.With("2_b", "create table b ();");

        (
            await Should.ThrowAsync<UntrustedObjectException>(() => test.Migrator().ApplyAsync())
        ).Message.ShouldContain(fault);
        await Should.ThrowAsync<UntrustedObjectException>(() => test.Migrator().RollbackAsync());
        (await CallsAsync(test)).ShouldBe(0);
    }

    [Fact]
    public async Task Decoys_of_functions_and_operators_are_not_called()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            Evil
                + """
                create function public.evil_equal(text, text) returns boolean language plpgsql as 'begin perform nextval(''public.calls''); return true; end';
                create operator public.= (leftarg = text, rightarg = text, function = public.evil_equal);
                create function public.format(text, text, text) returns text language plpgsql as 'begin perform nextval(''public.calls''); return 1; end';
                create function public.max(bigint) returns bigint language plpgsql as 'begin perform nextval(''public.calls''); return 1; end';
                create function public.set_config(text, text, boolean) returns text language plpgsql as 'begin perform nextval(''public.calls''); return 1; end';
                create table public.pg_class (oid oid, relname text);
                do $$ begin execute format('alter database %I set search_path = public, pg_catalog', current_database()); end $$;
                """
        );
        NpgsqlConnection.ClearAllPools();
        var before = await CallsAsync(test);
        test.With(
                "1_t",
                "create table public.t (id int primary key, v text);",
                "drop table public.t;"
            )
            .With(
                "2_i",
                "create index concurrently t_v on public.t (v);",
                "drop index concurrently t_v;"
            );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into t values (1, 'x')");
        await test.Migrator(new Versions.FolderOptions { To = "0" }).RollbackAsync();
        await test.Migrator().ApplyAsync();
        await test.Migrator().RestoreArchiveAsync();

        (await CallsAsync(test)).ShouldBe(before);
        (await test.ScalarAsync<string>("select v from t")).ShouldBe("x");
    }

    [Fact]
    public async Task An_empty_schema_of_the_own_role_is_used()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync("create schema opscenter_migrations");
        test.With("1_a", "create table a ();");

        (await test.Migrator().ApplyAsync()).Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_journal_with_a_type_of_its_own_is_not_read()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            Evil
                + "create type v as enum ('1'); create function v_to_bigint(v) returns bigint language plpgsql as 'begin return public.evil()::bigint; end'; "
                + "create cast (v as bigint) with function v_to_bigint(v); create table schema_migrations (version v, dirty boolean); insert into schema_migrations values ('1', false)"
        );
        test.With("1_a", "create table a ();");

        (
            await Should.ThrowAsync<VersionConflictException>(() => test.Migrator().AdoptAsync())
        ).Message.ShouldContain("is no plain table");
        (await CallsAsync(test)).ShouldBe(0);
    }

    private static Task<long> CallsAsync(FolderCase test) =>
        test.ScalarAsync<long>(
            "select case when is_called then last_value else 0 end from public.calls"
        );
}
