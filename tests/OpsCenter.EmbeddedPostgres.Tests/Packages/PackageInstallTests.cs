using OpsCenter.EmbeddedPostgres.Packages;
using OpsCenter.EmbeddedPostgres.Tests.Clusters;
using OpsCenter.EmbeddedPostgres.Tests.Folders;

namespace OpsCenter.EmbeddedPostgres.Tests.Packages;

public sealed class PackageInstallTests : IDisposable
{
    private const int Major = 18;

    private readonly TemporaryFolder _folder = new();

    private PackageCache Cache => new(_folder["cache"], []);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_at_once_leave_one_whole_installation()
    {
        var both = await Task.WhenAll(LocateAsync(), LocateAsync());

        both[0].ShouldBe(both[1]);
        both[0].Major.ShouldBe(Major);
        Directory
            .GetDirectories(Cache.Root)
            .ShouldBe([Cache.At(PackageVersions.For(Major)).Folder]);
    }

    [Fact]
    public async Task A_torn_installation_is_done_again()
    {
        var torn = Cache.At(PackageVersions.For(Major));
        Directory.CreateDirectory(torn.BinDirectory);
        await File.WriteAllTextAsync(Path.Combine(torn.BinDirectory, "postgres"), "half of it");

        (await LocateAsync()).Version.ShouldBe(new Version(18, 4));
    }

    [Fact]
    public async Task A_complete_one_needs_no_npm()
    {
        var installed = await LocateAsync();

        (await LocateAsync(new Npm("no-such-npm"))).ShouldBe(installed);
    }

    [Fact]
    public async Task A_missing_npm_is_told_with_what_to_install()
    {
        var failure = await Record.ExceptionAsync(() =>
            PackagedPostgres.LocateAsync(
                Major,
                Cache,
                new Npm("no-such-npm"),
                CancellationToken.None
            )
        );

        failure.ShouldBeOfType<NpmMissingException>().Message.ShouldContain("apt-get install npm");
        Directory.GetDirectories(Cache.Root).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_network_is_told_with_what_npm_said()
    {
        var offline = new Npm(
            "npm",
            $"--cache={_folder["npm"]}",
            "--registry=http://127.0.0.1:1",
            "--fetch-retries=0"
        );

        var failure = await Record.ExceptionAsync(() =>
            PackagedPostgres.LocateAsync(Major, Cache, offline, CancellationToken.None)
        );

        failure.ShouldBeOfType<PackageInstallException>().Message.ShouldContain("ECONNREFUSED");
    }

    [Fact]
    public async Task A_package_with_another_content_is_not_installed()
    {
        await LocateAsync();
        var target = Cache.At("other");

        var failure = await Record.ExceptionAsync(() =>
            PackageInstaller.InstallAsync(
                target,
                PackageVersions.For(Major),
                "sha512-" + Convert.ToBase64String(new byte[64]),
                Npm.OnPath,
                CancellationToken.None
            )
        );

        failure.ShouldBeOfType<PackageInstallException>().Message.ShouldContain("EINTEGRITY");
        target.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void Every_packaged_major_has_its_hash() =>
        Enumerable
            .Range(13, PackageVersions.NewestMajor - 12)
            .Where(major => PackageIntegrity.Of("linux-x64", PackageVersions.For(major)) is null)
            .ShouldBeEmpty();

    [Fact]
    public async Task What_another_user_planted_in_the_cache_is_not_run()
    {
        var planted = Cache.At(PackageVersions.For(Major));
        Directory.CreateDirectory(planted.BinDirectory);
        planted.MarkComplete();
        await Ownership.GiveToNobodyAsync(Cache.Root);

        var failure = await Record.ExceptionAsync(() => LocateAsync());

        failure.ShouldBeOfType<EmbeddedPostgresException>().Message.ShouldContain(Cache.Root);
        Cache.FindComplete(PackageVersions.For(Major)).ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_major_is_told_with_the_known_ones()
    {
        var failure = await Record.ExceptionAsync(() =>
            PackagedPostgres.LocateAsync(12, Cache, Npm.OnPath, CancellationToken.None)
        );

        failure
            .ShouldBeOfType<UnsupportedPlatformException>()
            .Message.ShouldContain("13, 14, 15, 16, 17, 18");
    }

    private Task<PostgresBinaries> LocateAsync() => LocateAsync(Npm.OnPath);

    private async Task<PostgresBinaries> LocateAsync(Npm npm)
    {
        try
        {
            return await PackagedPostgres.LocateAsync(Major, Cache, npm, CancellationToken.None);
        }
        catch (Exception missing) when (missing is NpmMissingException or PackageInstallException)
        {
            throw Prerequisite.Missing(missing.Message, missing);
        }
    }
}
