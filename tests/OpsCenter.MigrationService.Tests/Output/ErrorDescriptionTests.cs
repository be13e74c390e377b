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
}
