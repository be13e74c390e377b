using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.MigrationService.Output;

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
}
