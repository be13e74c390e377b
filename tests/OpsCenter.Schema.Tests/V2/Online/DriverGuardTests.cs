using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Online;

/// <summary>run_v2_online.sql refuses what the service refuses, before it has set or locked anything.</summary>
public sealed class DriverGuardTests
{
    private const string Session =
        "select 'left: ' || concat_ws(' ', current_setting('lock_timeout'), current_setting('statement_timeout'), "
        + "coalesce(current_setting('opscenter.mode', true), ''), current_setting('role')), "
        + "'held: ' || (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid());";

    private static readonly string Driver = new Script("run_v2_online.sql").Path;

    [Theory]
    [InlineData("begin;", "inside a transaction block")]
    [InlineData("\\set AUTOCOMMIT off", "inside a transaction block")]
    [InlineData("set default_transaction_read_only = on;", "the session is read-only")]
    [InlineData("\\set PORT 6432", "a connection pooler or a port mapping")]
    [InlineData(
        "create publication everything for all tables;",
        "would be published by everything"
    )]
    public async Task It_refuses(string arrangement, string reason)
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);

        var result = await database.Psql.RunScriptTextAsync($"{arrangement}\n\\i '{Driver}'\n");

        result.StandardError.ShouldContain(reason);
        result.StandardError.ShouldContain("nothing was changed");
        (
            await database.ScalarAsync<bool>("select to_regclass('model_servers') is null")
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task It_refuses_with_an_exit_code_in_one_transaction()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);

        var result = await database.Psql.RunFileAsync(Driver, "-1");

        result.ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task It_fails_where_the_script_cannot_be_opened()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);

        var result = await database.Psql.RunFileAsync(Driver, "-v", "script=rollback.sql");

        result.ExitCode.ShouldBe(3);
        result.StandardError.ShouldContain("ended with the error above");
    }

    [Fact]
    public async Task It_refuses_a_rollback_from_which_row_security_would_hide_rows()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            $"alter table llm_usage_logs enable row level security, force row level security; grant usage on schema public to {role}"
        );

        var result = await database.Psql.RunScriptTextAsync(
            $"set role {role};\n\\set script {Script.Rollback.FileName}\n\\i '{Driver}'\n"
        );

        result.StandardError.ShouldContain("row security of public.llm_usage_logs");
        (
            await database.ScalarAsync<long>(
                "select count(*) from pg_attribute where attrelid = 'llm_usage_logs'::regclass and attname = 'source' and not attisdropped"
            )
        ).ShouldBe(1);
    }

    [Theory]
    [InlineData("-v", "keeps_session=yes", "\\set PORT 6432")]
    [InlineData(
        "-v",
        "allow=row-security,publications",
        "create publication everything for all tables;"
    )]
    public async Task It_runs_where_that_is_allowed(string option, string value, string arrangement)
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);

        var result = await database.Psql.RunScriptTextAsync(
            $"{arrangement}\n\\i '{Driver}'\n",
            option,
            value
        );

        result.ExitCode.ShouldBe(0, result.StandardError);
    }

    [Fact]
    public async Task It_puts_the_session_back_at_its_end()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);

        var result = await database.Psql.RunScriptTextAsync(
            $"set lock_timeout = '7s';\n\\i '{Driver}'\n{Session}\n"
        );

        result.StandardOutput.ShouldContain("left: 7s 0  none");
        result.StandardOutput.ShouldContain("held: 0");
    }

    [Fact]
    public async Task It_puts_the_session_back_when_it_fails()
    {
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            "create table model_servers (other int)"
        );

        // psql goes on after the error of an included file if ON_ERROR_STOP was off before it.
        var result = await database.Psql.RunScriptTextAsync(
            $"\\i '{Driver}'\n\\set ON_ERROR_STOP off\n{Session}\n"
        );

        result.StandardError.ShouldContain("another shape");
        result.StandardError.ShouldContain("run again, it resumes there");
        result.StandardOutput.ShouldContain("left: 0 0  none");
        result.StandardOutput.ShouldContain("held: 0");
    }
}
