namespace OpsCenter.EmbeddedPostgres.Tests.Clusters;

public sealed class KeptClusterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private PostgresClusterOptions Options =>
        new() { Major = TestMajors.Newest, Home = _folder["kept"] };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_data_and_password_are_there_at_the_next_start()
    {
        string password;
        await using (var first = await PostgresCluster.StartAsync(Options))
        {
            await Client.AskAsync<int>(
                first.ConnectionString,
                "CREATE TABLE kept AS SELECT 42 AS answer"
            );
            password = await File.ReadAllTextAsync(first.PasswordFile);
        }

        await using var second = await PostgresCluster.StartAsync(Options);

        (await Client.AskAsync<int>(second.ConnectionString, "SELECT answer FROM kept")).ShouldBe(
            42
        );
        second.ConnectionString.ShouldContain(password.Trim());
    }

    [Fact]
    public async Task Two_owners_at_once_are_refused()
    {
        await using var first = await PostgresCluster.PrepareAsync(Options);

        var failure = await Record.ExceptionAsync(() => PostgresCluster.PrepareAsync(Options));

        failure.ShouldBeOfType<ClusterInUseException>().Message.ShouldContain(_folder["kept"]);
    }

    [Fact]
    public async Task An_interrupted_initialisation_is_done_again()
    {
        Directory.CreateDirectory(Path.Combine(_folder["kept"], "data", "global"));
        await File.WriteAllTextAsync(Path.Combine(_folder["kept"], "data", "PG_VERSION"), "18");

        await using var cluster = await PostgresCluster.StartAsync(Options);

        (await Client.AskAsync<int>(cluster.ConnectionString, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_cluster_of_another_major_is_refused_by_name()
    {
        await using (await PostgresCluster.PrepareAsync(Options)) { }
        await File.WriteAllTextAsync(Path.Combine(_folder["kept"], "data", "PG_VERSION"), "9.6\n");

        var failure = await Record.ExceptionAsync(() => PostgresCluster.PrepareAsync(Options));

        failure
            .ShouldBeOfType<EmbeddedPostgresException>()
            .Message.ShouldContain("was created by PostgreSQL 9.6");
    }
}
