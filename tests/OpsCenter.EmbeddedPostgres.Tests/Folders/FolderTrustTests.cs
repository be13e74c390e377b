using OpsCenter.EmbeddedPostgres.Folders;
using OpsCenter.EmbeddedPostgres.Tests.Clusters;

namespace OpsCenter.EmbeddedPostgres.Tests.Folders;

public sealed class FolderTrustTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_made_is_its_owners_alone()
    {
        SkipWindows();
        var path = Path.Combine(_folder["a"], "b");

        FolderTrust.Create(path).ShouldBeNull();

        FolderTrust.Create(path).ShouldBeNull();
        Mode(path).ShouldBe(FolderTrust.Private);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/b")]
    public async Task A_folder_of_another_user_is_refused_and_so_is_all_below_it(string path)
    {
        SkipWindows();
        Directory.CreateDirectory(_folder["a"]);
        await Ownership.GiveToNobodyAsync(_folder["a"]);

        FolderTrust
            .Create(_folder[path])
            .ShouldBe($"{_folder["a"]} belongs to another user of this machine (user id 65534)");
    }

    [Fact]
    public async Task A_link_of_another_user_is_refused_and_nothing_is_made_where_it_leads()
    {
        SkipWindows();
        Directory.CreateDirectory(_folder["a"]);
        File.CreateSymbolicLink(_folder["link"], _folder["a"]);
        await Ownership.GiveToNobodyAsync(_folder["link"]);

        FolderTrust.Create(Path.Combine(_folder["link"], "b"))!.ShouldContain(_folder["link"]);
        Directory.GetDirectories(_folder["a"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_of_ours_is_as_good_as_what_it_leads_to()
    {
        SkipWindows();
        Directory.CreateDirectory(_folder["a"]);
        File.CreateSymbolicLink(_folder["link"], "a");

        FolderTrust.Distrust(_folder["link"]).ShouldBeNull();
        await Ownership.GiveToNobodyAsync(_folder["a"]);
        FolderTrust.Distrust(_folder["link"])!.ShouldContain(_folder["a"]);
    }

    [Fact]
    public void A_folder_that_everybody_can_write_to_is_refused_unless_it_is_sticky()
    {
        SkipWindows();
        var everybody = FolderTrust.Private | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(_folder["a"]);
        SetMode(_folder["a"], everybody);

        FolderTrust.Distrust(Path.Combine(_folder["a"], "b"))!.ShouldContain("every user");
        SetMode(_folder["a"], everybody | UnixFileMode.StickyBit);
        FolderTrust.Distrust(Path.Combine(_folder["a"], "b")).ShouldBeNull();
    }

    [Fact]
    public async Task What_another_user_put_where_everybody_may_is_planted()
    {
        SkipWindows();
        Directory.CreateDirectory(_folder["a"]);
        Directory.CreateDirectory(_folder["a/b"]);
        await Ownership.GiveToNobodyAsync(_folder["a/b"]);

        FolderTrust.Planted(Path.Combine(_folder["a/b"], "c")).ShouldBeNull();
        SetMode(
            _folder["a"],
            FolderTrust.Private | UnixFileMode.OtherWrite | UnixFileMode.StickyBit
        );
        FolderTrust.Planted(Path.Combine(_folder["a/b"], "c"))!.ShouldContain(_folder["a/b"]);
        FolderTrust.Planted(Path.Combine(_folder["a"], "c")).ShouldBeNull();
    }

    private static void SkipWindows() =>
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such owners.");

    private static UnixFileMode Mode(string path) =>
        OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
