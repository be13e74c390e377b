using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Schema;

namespace OpsCenter.MigrationService.Tests.Commands;

/// <summary>What <c>verify</c> says of V2.</summary>
public sealed class VerifyCommandTests
{
    [Fact]
    public async Task What_could_not_be_checked_has_not_passed()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(Releases.V2.Forward.Text);

        var text = await OpsCenterProcess.RunAsync(database, "verify");
        var json = await OpsCenterProcess.RunAsync(database, "verify", "--json");

        text.ExitCode.ShouldBe(ExitCodes.Done, text.StandardError);
        text.StandardOutput.ShouldContain(
            "objects in place, 1 further check passed, 2 could not be made.\n"
        );
        text.StandardOutput.ShouldContain("  not checked journal: applied without the service");
        text.StandardOutput.ShouldContain("  not checked data: no digest");
        json.StandardOutput.ShouldContain("\"checked\": false");
    }
}
