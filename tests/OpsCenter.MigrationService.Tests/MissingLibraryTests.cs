using CliWrap;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests;

/// <summary>A machine without OpenSSL: the runtime would end the process (134) at the first checksum.</summary>
public class MissingLibraryTests
{
    [Fact]
    public async Task Without_OpenSSL_it_says_which_package_is_missing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Mount namespaces of Linux.");
        var result = await Cli.Wrap("unshare")
            .WithArguments([
                "--mount",
                "sh",
                "-c",
                "for f in $(ldconfig -p | sed -n 's/.*libssl.so.* => //p'); do mount --bind /dev/null $f || exit 99; done; exec \"$0\" status",
                OpsCenterProcess.Program,
            ])
            .WithEnvironmentVariables(variables =>
                variables.Set("OPSCENTER_CONNECTION", "Host=127.0.0.1;Port=1;Username=me")
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Assert.SkipWhen(
            result.ExitCode is 1 or 99,
            $"No mount namespace may be made here: {result.StandardError}"
        );

        result.ExitCode.ShouldBe(ExitCodes.CannotConnect, result.StandardError);
        result.StandardError.TrimEnd().Split('\n')[^1].ShouldBe("library-missing");
    }
}
