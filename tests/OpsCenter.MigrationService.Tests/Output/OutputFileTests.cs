using CliWrap;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.MigrationService.Reports;
using OpsCenter.ServiceDefaults.CommandLine;
using OpsCenter.Tests.Shared;

namespace OpsCenter.MigrationService.Tests.Output;

/// <summary>Files that this program writes where other users of the machine may put something first, as in /tmp.</summary>
public sealed class OutputFileTests : IDisposable
{
    private static readonly object Document = ErrorDocument.Of(
        new ErrorDescription("id", "message", "remedy", 1)
    );

    private readonly TemporaryFolder _folder = new();
    private readonly string _shared;

    public OutputFileTests()
    {
        _shared = Directory.CreateDirectory(Path.Combine(_folder.Path, "shared")).FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_shared, (UnixFileMode)0b001_111_111_111);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_link_of_another_user_is_not_followed()
    {
        var mine = Path.Combine(_folder.Path, "mine");
        await File.WriteAllTextAsync(mine, "precious");
        var link = Path.Combine(_shared, "v2.html");
        File.CreateSymbolicLink(link, mine);
        await GiveToNobodyAsync(link);

        Should.Throw<UsageException>(() => ReportFile.Open(link)).Message.ShouldContain(link);
        Should.Throw<UsageException>(() => PlanFile.Write(link, Document));
        DocumentFile.Write(new FileInfo(link), Document);
        Should.Throw<IOException>(() => OutputFile.Write(link, "x"));
        (await File.ReadAllTextAsync(mine)).ShouldBe("precious");
    }

    [Fact]
    public async Task A_folder_that_is_a_link_of_another_user_is_not_followed()
    {
        var mine = Directory.CreateDirectory(Path.Combine(_folder.Path, "mine")).FullName;
        var link = Path.Combine(_shared, "reports");
        Directory.CreateSymbolicLink(link, mine);
        await GiveToNobodyAsync(link);

        Should.Throw<IOException>(() => OutputFile.Write(Path.Combine(link, "v2.html"), "x"));
        Directory.GetFiles(mine).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_that_another_user_put_there_approves_nothing()
    {
        var plan = Path.Combine(_shared, "plan.json");
        await File.WriteAllTextAsync(plan, "{}");
        await GiveToNobodyAsync(plan);

        Should
            .Throw<UsageException>(() => PlanFile.Read(plan))
            .Message.ShouldContain("another user");
        Should.Throw<UsageException>(() => PlanFile.Write(plan, Document));
    }

    [Fact]
    public async Task What_only_another_user_can_write_to_is_that_users_affair()
    {
        var theirs = Directory.CreateDirectory(Path.Combine(_folder.Path, "theirs")).FullName;
        await GiveToNobodyAsync(theirs);

        OutputFile.Write(Path.Combine(theirs, "v2.html"), "x");
        OutputFile.Write(Path.Combine(theirs, "v2.html"), "yy");

        (await File.ReadAllTextAsync(Path.Combine(theirs, "v2.html"))).ShouldBe("yy");
    }

    [Fact]
    public async Task An_own_link_is_followed_and_a_device_is_written_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such files.");
        File.CreateSymbolicLink(Path.Combine(_shared, "link"), Path.Combine(_folder.Path, "mine"));

        OutputFile.Write(Path.Combine(_shared, "link"), "x");
        OutputFile.Write("/dev/null", "x");

        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "mine"))).ShouldBe("x");
    }

    private static async Task GiveToNobodyAsync(string path)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "Only root can give a file to another user."
        );
        await Cli.Wrap("chown").WithArguments(["--no-dereference", "65534", path]).ExecuteAsync();
    }
}
