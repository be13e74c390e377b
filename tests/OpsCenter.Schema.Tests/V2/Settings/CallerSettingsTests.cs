using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Settings;

/// <summary>What the caller has set: it neither disturbs a script, nor is it changed by one.</summary>
public sealed class CallerSettingsTests
{
    private const string Show =
        "select string_agg(name || '=' || setting, ';' order by name) from pg_settings "
        + "where name in ('search_path', 'lock_timeout', 'row_security', 'quote_all_identifiers', 'jit', 'plan_cache_mode', 'statement_timeout', 'client_min_messages')";

    public static TheoryData<int, string> Hostile =>
        Spread.OverMajors<string>([
            "standard_conforming_strings = off; set escape_string_warning = on; set backslash_quote = off",
            "quote_all_identifiers = on",
            "datestyle = 'SQL, DMY'; set intervalstyle = sql_standard; set timezone = 'Asia/Kathmandu'",
            "bytea_output = escape; set extra_float_digits = 0; set xmloption = document",
            "check_function_bodies = off",
            "plpgsql.variable_conflict = use_column",
            "plpgsql.variable_conflict = use_variable",
            "plpgsql.extra_errors = 'all'; set plpgsql.extra_warnings = 'all'",
            "plpgsql.check_asserts = off; set plpgsql.print_strict_params = on",
            "client_min_messages = error",
            "client_min_messages = debug1",
            "transform_null_equals = on",
            "array_nulls = off",
            "enable_seqscan = off; set enable_indexscan = off; set enable_bitmapscan = off; set enable_nestloop = off; set enable_hashjoin = off; set enable_mergejoin = off; set enable_sort = off; set enable_material = off",
            "jit = on; set jit_above_cost = 0; set jit_inline_above_cost = 0",
            "plan_cache_mode = force_generic_plan",
            "join_collapse_limit = 1; set from_collapse_limit = 1; set geqo_threshold = 2",
            "default_tablespace = ''; set default_table_access_method = heap",
            "lc_messages = 'C'; set lc_numeric = 'C'; set lc_monetary = 'C'",
            "statement_timeout = '60s'; set idle_in_transaction_session_timeout = '60s'",
            "lock_timeout = '10s'",
            "row_security = off",
            "work_mem = '64kB'; set temp_buffers = 100; set hash_mem_multiplier = 1",
            "constraint_exclusion = on; set max_parallel_workers_per_gather = 4; set parallel_setup_cost = 0; set parallel_tuple_cost = 0; set min_parallel_table_scan_size = 0",
            "session_replication_role = replica",
            "synchronous_commit = off; set commit_delay = 10",
            "search_path = public, pg_catalog",
            "opscenter.mode = ''",
            "application_name = E'it''s %s \\\\ $1'",
        ]);

    public static TheoryData<int, string> Transactions =>
        Spread.OverMajors<string>([
            "default_transaction_isolation = serializable",
            "default_transaction_isolation = 'repeatable read'",
            "default_transaction_deferrable = on",
        ]);

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Up_use_and_down_do_the_same_under_any_setting(int major, string setting)
    {
        await using var database = await Databases.V1Async(major);
        await using var reference = await Databases.V2Async(major);
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync($"set {setting}")).ShouldSucceed();
        (await SchemaSnapshot.TakeAsync(database)).ShouldEqual(
            await SchemaSnapshot.TakeAsync(reference)
        );
        (await database.UpAsync($"set {setting}"))
            .ShouldSucceed()
            .End.ShouldContain("already in place");
        await database.ExecuteAsync(V2Use.Sql);
        (await database.RollBackAsync($"set {setting}"))
            .ShouldSucceed()
            .End.ShouldContain("opscenter_archive.model_servers_1 (2 rows)");

        await before.ShouldBeRestoredAsync();
    }

    [Theory]
    [MemberData(nameof(Transactions))]
    public async Task Up_works_at_any_isolation_level(int major, string setting)
    {
        await using var database = await Databases.V1Async(major);

        (await database.UpAsync($"set {setting}")).ShouldSay("8 tables, 8 columns");
        (await database.UpAsync($"set {setting}")).ShouldSay("already in place");
    }

    [Theory]
    [EachMajor]
    public async Task A_statement_timeout_ends_it_with_nothing_changed(int major)
    {
        await using var database = await Databases.V1Async(major);
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync("set statement_timeout = '20ms'")).Error!.SqlState.ShouldBe(
            "57014"
        );

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [InlineData(
        "set search_path = public, pg_catalog; set lock_timeout = '7s'; set row_security = off; set quote_all_identifiers = on;"
    )]
    [InlineData(
        "set local search_path = public, pg_temp; set local lock_timeout = '7s'; set local quote_all_identifiers = on;"
    )]
    [InlineData("")]
    public async Task The_settings_of_the_caller_are_as_they_were_after_each_script(string settings)
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await connection.RunAsync($"begin; {settings}");
        var before = await connection.ScalarAsync<string>(Show);

        (await connection.RunScriptAsync(Script.Up)).ShouldSucceed();
        (await connection.ScalarAsync<string>(Show)).ShouldBe(before);
        (await connection.RunScriptAsync(Script.Rollback)).ShouldSucceed();
        (await connection.ScalarAsync<string>(Show)).ShouldBe(before);
        await connection.RunAsync("rollback");
    }

    [Theory]
    [EachMajor]
    public async Task Outside_a_transaction_no_setting_stays(int major)
    {
        await using var database = await Databases.V1Async(major);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var before = await connection.ScalarAsync<string>(Show);

        (await connection.RunScriptAsync(Script.Up)).ShouldSucceed();

        (await connection.ScalarAsync<string>(Show)).ShouldBe(before);
    }
}
