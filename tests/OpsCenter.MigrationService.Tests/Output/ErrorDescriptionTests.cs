using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Output;

public class ErrorDescriptionTests
{
    [Fact]
    public void A_check_that_could_not_be_made_after_the_commit_ends_with_8()
    {
        var error = ErrorDescription.Of(
            new CommittedUncheckedException("v2 is applied.", "Run opscenter verify."),
            default
        );

        error.Id.ShouldBe("committed-unchecked");
        error.ExitCode.ShouldBe(ExitCodes.NotVerified);
        error.Remedy.ShouldBe("Run opscenter verify.");
    }

    /// <summary>As a server with encoding SQL_ASCII reports a name in Latin-1.</summary>
    [Fact]
    public void A_name_that_is_not_UTF_8_is_reported_with_a_query_that_finds_it()
    {
        var error = ErrorDescription.Of(
            new PostgresException(
                "invalid byte sequence for encoding \"UTF8\": 0xe9",
                "ERROR",
                "ERROR",
                "22021"
            ),
            default
        );

        error.Message.ShouldContain("SQL_ASCII");
        error.Message.ShouldContain("0xe9");
        error.Remedy.ShouldContain("set client_encoding = 'SQL_ASCII'");
    }

    [Theory]
    [InlineData("25P04", "connection-lost", "transaction_timeout")]
    [InlineData("25P03", "connection-lost", "idle_in_transaction_session_timeout")]
    [InlineData("57P05", "connection-lost", "idle_session_timeout")]
    [InlineData("57014", "statement-timeout", "statement_timeout")]
    public async Task A_time_limit_is_named_and_the_connection_can_lift_it(
        string state,
        string id,
        string setting
    )
    {
        var error = ErrorDescription.Of(
            new PostgresException($"due to {setting.Replace('_', ' ')}", "FATAL", "FATAL", state),
            default
        );

        error.Id.ShouldBe(id);
        var options = $"Options=-c {setting}=0";
        error.Remedy.ShouldContain(options);
        await using var database = await V1Database.CreateEmptyAsync();
        Assert.SkipUnless(
            await database.ScalarAsync<bool>(
                $"select exists (select from pg_settings where name = '{setting}')"
            ),
            $"This major has no {setting}."
        );
        await database.ExecuteAsync($"alter database {database.Name} set {setting} = '1s'");
        await using var connection = new NpgsqlConnection($"{database.ConnectionString};{options}");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"show {setting}", connection);
        (await command.ExecuteScalarAsync()).ShouldBe("0");
    }
}
