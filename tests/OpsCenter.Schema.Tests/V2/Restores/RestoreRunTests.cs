using OpsCenter.Migrations;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Restores;

/// <summary>How it runs: all or nothing, once, and with nothing of the caller's changed.</summary>
public sealed class RestoreRunTests
{
    [Theory]
    [EachMajor]
    public async Task A_second_run_has_nothing_to_do_and_changes_nothing(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);
        (await database.RestoreAsync()).ShouldSucceed();
        var before = await DatabaseState.TakeAsync(database);

        (await database.RestoreAsync()).ShouldSay("There is nothing to restore");
        (await database.RestoreAsync("set opscenter.archive = '1'")).ShouldSay(
            "archive 1 was restored at"
        );

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task A_plan_says_the_same_and_changes_nothing(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major, shape: Shape.B);
        var before = await DatabaseState.TakeAsync(database);

        var plan = await database.RestoreAsync(
            "set default_transaction_read_only = on; set opscenter.mode = 'plan'"
        );

        plan.ShouldSay("read-only");
        plan = await database.RestoreAsync("set opscenter.mode = 'plan'");
        plan.ShouldSay("would be restored from archive 1. Nothing was changed.", "would not fire");
        await before.ShouldBeUnchangedAsync();
        var done = await database.RestoreAsync();
        done.Said("OCRES").Count.ShouldBe(plan.Said("OCRES").Count);
        done.Said("OCRES").Count.ShouldBe(11);
    }

    [Theory]
    [EachMajor]
    public async Task A_plan_takes_no_lock_that_a_writer_would_wait_for(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major, shape: Shape.B);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await connection.RunAsync("begin; set local opscenter.mode = 'plan'");

        (await connection.RunScriptAsync(Script.Restore)).ShouldSucceed();

        (
            await connection.ScalarAsync<string>(
                "select string_agg(distinct mode, ',') from pg_locks where pid = pg_backend_pid() and locktype = 'relation'"
            )
        ).ShouldBe("AccessShareLock");
        await connection.RunAsync("rollback");
    }

    [Theory]
    [EachMajor]
    public async Task It_nests_in_a_transaction_of_the_caller(int major)
    {
        await using var database = await Databases.V2Async(major, Shape.B, V2Use.Sql);
        var used = await UsedState.TakeAsync(database, "public");
        await database.DownAndUpAsync();
        var before = await DataSnapshot.TakeAsync(database);
        await using var connection = await database.DataSource.OpenConnectionAsync();

        await connection.RunAsync("begin; savepoint s");
        (await connection.RunScriptAsync(Script.Restore)).ShouldSucceed();
        await connection.RunAsync("rollback");
        (await DataSnapshot.TakeAsync(database)).ShouldEqual(before);

        await connection.RunAsync(
            "begin; insert into audit_log (id, action_type) values (-1, 'mine')"
        );
        (await connection.RunScriptAsync(Script.Restore)).ShouldSucceed();
        await connection.RunAsync(
            "commit; alter table audit_log disable trigger all; delete from audit_log where id = -1; alter table audit_log enable always trigger audit_log_append_only, enable always trigger audit_log_append_only_rows"
        );
        await used.ShouldBeBackAsync();
    }

    [Theory]
    [EachMajor]
    public async Task What_fails_at_its_end_has_changed_no_row(int major)
    {
        // Too late to be seen before: a check that the archived value does not meet.
        await using var database = await ArchivedDatabases.ArchivedAsync(major, shape: Shape.B);
        await database.ExecuteAsync(
            "alter table llm_providers add constraint no_empty_creator check (created_by <> '')"
        );
        var before = await DataSnapshot.TakeAsync(database);
        var triggers = await TriggersAsync(database);

        (await database.RestoreAsync()).ShouldBeRefused("no_empty_creator");

        (await DataSnapshot.TakeAsync(database)).ShouldEqual(before);
        (await TriggersAsync(database)).ShouldBe(triggers);
    }

    [Theory]
    [InlineData(
        "set search_path = public, pg_catalog; set lock_timeout = '7s'; set row_security = off; set quote_all_identifiers = on; set extra_float_digits = 0;"
    )]
    [InlineData("")]
    public async Task The_settings_of_the_caller_are_as_they_were(string settings)
    {
        const string show =
            "select string_agg(name || '=' || setting, ';' order by name) from pg_settings "
            + "where name in ('search_path', 'lock_timeout', 'row_security', 'quote_all_identifiers', 'jit', 'plan_cache_mode', 'extra_float_digits')";
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await connection.RunAsync($"begin; {settings}");
        var before = await connection.ScalarAsync<string>(show);

        (await connection.RunScriptAsync(Script.Restore)).ShouldSucceed();

        (await connection.ScalarAsync<string>(show)).ShouldBe(before);
        await connection.RunAsync("rollback");
    }

    [Theory]
    [MemberData(
        nameof(Settings.CallerSettingsTests.Hostile),
        MemberType = typeof(Settings.CallerSettingsTests)
    )]
    public async Task It_does_the_same_under_any_setting(int major, string setting)
    {
        await using var database = await Databases.V2Async(major, Shape.B, V2Use.Sql);
        var used = await UsedState.TakeAsync(database, "public");
        await database.DownAndUpAsync();

        (await database.RestoreAsync($"set {setting}")).ShouldSucceed();

        await used.ShouldBeBackAsync();
    }

    [Theory]
    [InlineData("jsonb")]
    [InlineData("text")]
    [InlineData("name")]
    [InlineData("oid")]
    [InlineData("record")]
    [InlineData("bool")]
    [InlineData("int4")]
    [InlineData("int8")]
    [InlineData("_name")]
    [InlineData("_text")]
    [InlineData("regclass")]
    public async Task A_type_that_is_called_like_one_of_the_catalog_deceives_nobody(string type)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);
        await database.ExecuteAsync(
            $"create schema decoy; create type decoy.{type} as enum ('decoy')"
        );

        (await database.RestoreAsync("set search_path = decoy, pg_catalog, public")).ShouldSay(
            "11 rows"
        );
    }

    [Theory]
    [InlineData("mode", "maybe")]
    [InlineData("archive", "two")]
    [InlineData("on_conflict", "overwrite")]
    public async Task A_setting_that_it_does_not_know_is_refused(string name, string value)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);

        await database.ShouldRefuseAsync(
            Script.Restore,
            $"set opscenter.{name} = '{value}'",
            $"opscenter.{name} is \"{value}\""
        );
    }

    [Theory]
    [EachMajor]
    public async Task A_row_that_another_session_holds_is_waited_for_no_longer_than_the_lock_timeout(
        int major
    )
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await connection.RunAsync(
            "set application_name = 'slow'; begin; update llm_providers set api_key_source = 'x'"
        );

        var outcome = await database.RestoreAsync("set lock_timeout = '100ms'");

        outcome.Error!.SqlState.ShouldBe("55P03");
        outcome.Text.ShouldContain("slow");
        await connection.RunAsync("rollback");
    }

    [Theory]
    [EachMajor]
    public async Task The_service_repeats_a_restore_that_could_not_acquire_a_lock(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await connection.RunAsync("begin; update llm_providers set api_key_source = 'x'");
        var options = new MigratorOptions
        {
            LockTimeout = TimeSpan.FromMilliseconds(100),
            LockDeadline = TimeSpan.FromSeconds(30),
        };

        var restore = database.Migrator(options).RestoreArchiveAsync(Releases.V2);
        await Task.Delay(TimeSpan.FromSeconds(1));
        restore.IsCompleted.ShouldBeFalse();
        await connection.RunAsync("rollback");

        (await restore).Values.ShouldBeGreaterThan(0);
    }

    private static Task<string?> TriggersAsync(TestDatabase database) =>
        database.ScalarAsync<string>(
            "select string_agg(tgname::text || tgenabled::text, ',' order by tgrelid, tgname) from pg_trigger"
        );
}
