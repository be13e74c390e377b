using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Commands;

/// <summary>Scripts are checked in the way in which their tool runs them.</summary>
public sealed class CheckedWayTests
{
    [Theory]
    [InlineData(true, ExitCodes.Done)]
    [InlineData(false, ExitCodes.Broken)]
    public async Task Rows_of_a_table_of_books_are_the_migrations_own(bool isNamed, int exitCode)
    {
        using var pair = new CheckedPair().Write("up.sql", "delete from public.customer;");

        var result = await pair.CheckAsync(isNamed ? ["--book-table", "public.customer"] : []);

        result.ExitCode.ShouldBe(exitCode, result.StandardOutput + result.StandardError);
    }

    [Theory]
    [InlineData(true, ExitCodes.Done)]
    [InlineData(false, ExitCodes.Broken)]
    public async Task One_transaction_is_what_a_tool_makes_of_several_statements(
        bool isOne,
        int exitCode
    )
    {
        using var pair = new CheckedPair().Write(
            "up.sql",
            "create table public.made (); set local lock_timeout = '500ms'; do $$ begin if current_setting('lock_timeout') <> '500ms' then raise 'alone'; end if; end $$;"
        );

        var result = await pair.CheckAsync(isOne ? ["--one-transaction"] : []);

        result.ExitCode.ShouldBe(exitCode, result.StandardOutput + result.StandardError);
    }
}
