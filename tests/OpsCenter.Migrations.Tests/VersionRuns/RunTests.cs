namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>What several migrations of a run share, and what they do not.</summary>
public sealed class RunTests
{
    [Theory]
    [InlineData("select 1;", false)]
    [InlineData("select 1 / 0;", true)]
    public async Task A_commit_that_was_not_waited_for_is_followed_by_one_that_is(
        string last,
        bool isWrittenAgain
    )
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();").With("2_last", last);

        await Record.ExceptionAsync(() => test.Migrator().ApplyAsync());

        (
            await test.ScalarAsync<bool>(
                "select h.xmin <> v.xmin from opscenter_migrations.history h join opscenter_migrations.version v using (version) where version = '1'"
            )
        ).ShouldBe(isWrittenAgain);
        (
            await test.ScalarAsync<bool>(
                "select bool_and(v.xmin = v.applied_xid::xid) from opscenter_migrations.version v"
            )
        ).ShouldBeTrue();
    }

    [Theory]
    [InlineData("deallocate all;")]
    [InlineData("do $$ begin execute 'deallocate all'; end $$;")]
    public async Task A_script_may_drop_prepared_statements(string script)
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();")
            .With("2_drops", script)
            .With("3_b", $"{script}\ncreate table b ();")
            .With("4_c", "create table c ();");

        await test.Migrator().ApplyAsync();

        (await test.Migrator().VerifyAsync()).IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task A_script_leaves_nothing_in_the_session_of_the_next_one()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
                "1_leaves",
                """
                set search_path = pg_temp;
                set timezone = 'Asia/Tokyo';
                set role pg_monitor;
                create temporary table reader (kept int);
                prepare kept as select 1;
                select pg_advisory_lock(4711);
                listen kept;
                declare kept cursor with hold for select 1;
                """
            )
            .With(
                "2_finds",
                """
                create table found as
                select current_setting('search_path') as path, current_setting('timezone') as zone, current_user::text as who,
                    (select count(*) from pg_prepared_statements s where s.from_sql) as prepared,
                    (select count(*) from pg_locks l where l.locktype = 'advisory' and l.objid = 4711) as locks,
                    (select count(*) from pg_listening_channels()) as channels, (select count(*) from pg_cursors c where c.name = 'kept') as cursors,
                    (select count(name) from reader) as readers;
                """
            );

        await test.Migrator().ApplyAsync();

        (
            await test.ScalarAsync<bool>(
                """
                select path = current_setting('search_path') and zone = current_setting('timezone') and who = current_user
                    and (prepared, locks, channels, cursors, readers) = (0, 0, 0, 0, 3)
                from public.found
                """
            )
        ).ShouldBeTrue();
    }
}
