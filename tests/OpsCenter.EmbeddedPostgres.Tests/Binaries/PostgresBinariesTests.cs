using OpsCenter.EmbeddedPostgres.Binaries;
using OpsCenter.EmbeddedPostgres.Tests.Clusters;

namespace OpsCenter.EmbeddedPostgres.Tests.Binaries;

public sealed class PostgresBinariesTests
{
    [Theory]
    [InlineData("postgres (PostgreSQL) 15.18 (Debian 15.18-1.pgdg12+1)", "15.18")]
    [InlineData("postgres (PostgreSQL) 18.4", "18.4")]
    [InlineData("postgres (PostgreSQL) 19beta1", "19.0")]
    public void A_server_s_version_is_read_from_its_answer(string answer, string version) =>
        BinFolder.ParseVersion(answer).ShouldBe(Version.Parse(version));

    [Fact]
    public void Another_program_s_answer_is_no_version() =>
        BinFolder.ParseVersion("mysqld 9.1").ShouldBeNull();

    [Theory]
    [EachMajor]
    public async Task The_demanded_major_is_found(int major)
    {
        var binaries = await PostgresLocator.LocateAsync(major);

        binaries.Major.ShouldBe(major);
        File.Exists(binaries.Program("initdb")).ShouldBeTrue();
    }

    [Fact]
    public async Task Some_server_of_a_supported_major_is_found_when_none_is_demanded() =>
        (await PostgresLocator.LocateAsync()).Major.ShouldBeGreaterThanOrEqualTo(
            PostgresBinaries.OldestMajor
        );

    [Fact]
    public async Task A_folder_without_a_server_holds_no_binaries()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["postgres"], "");

        (await BinFolder.ReadAsync(folder.Path, CancellationToken.None)).ShouldBeNull();
    }
}
