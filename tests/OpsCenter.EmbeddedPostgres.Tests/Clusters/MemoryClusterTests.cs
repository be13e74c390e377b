using OpsCenter.EmbeddedPostgres.Clusters;

namespace OpsCenter.EmbeddedPostgres.Tests.Clusters;

public sealed class MemoryClusterTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("opscenter-memory-");

    [Fact]
    public async Task A_cluster_in_memory_leaves_nothing_there()
    {
        Assert.SkipUnless(MemoryFolder.IsAvailable(), "The machine has not enough free memory.");
        string target;
        await using (
            var cluster = await PostgresCluster.StartAsync(
                new PostgresClusterOptions { Major = TestMajors.Newest, InMemory = true }
            )
        )
        {
            target = new DirectoryInfo(cluster.DataDirectory).LinkTarget.ShouldNotBeNull();
            File.Exists(Path.Combine(target, "PG_VERSION")).ShouldBeTrue();
        }

        Directory.Exists(target).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cluster_is_on_disk_unless_it_is_asked_for_in_memory()
    {
        await using var cluster = await PostgresCluster.StartAsync(
            new PostgresClusterOptions { Major = TestMajors.Newest }
        );

        new DirectoryInfo(cluster.DataDirectory).LinkTarget.ShouldBeNull();
    }

    [Fact]
    public void A_link_to_elsewhere_is_not_followed_when_a_cluster_is_deleted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        var other = _home.CreateSubdirectory("other");
        var folder = new ClusterFolder(_home.CreateSubdirectory("cluster").FullName);
        Directory.CreateSymbolicLink(folder.Data, other.FullName);

        MemoryFolder.Delete(folder);

        Directory.Exists(other.FullName).ShouldBeTrue();
    }

    public void Dispose() => _home.Delete(recursive: true);
}
