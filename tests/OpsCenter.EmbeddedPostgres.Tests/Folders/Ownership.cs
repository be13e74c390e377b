using CliWrap;

namespace OpsCenter.EmbeddedPostgres.Tests.Folders;

/// <summary>Gives files to another user of the machine, as only root can.</summary>
internal static class Ownership
{
    public static async Task GiveToNobodyAsync(string path)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "Only root can give a file to another user."
        );
        await Cli.Wrap("chown").WithArguments(["--no-dereference", "65534", path]).ExecuteAsync();
    }
}
