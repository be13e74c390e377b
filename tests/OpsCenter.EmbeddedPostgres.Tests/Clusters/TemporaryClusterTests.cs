using System.Collections.Concurrent;

namespace OpsCenter.EmbeddedPostgres.Tests.Clusters;

public sealed class TemporaryClusterTests
{
    [Theory]
    [EachMajor]
    public async Task It_accepts_connections_once_it_is_started(int major)
    {
        await using var cluster = await PostgresCluster.StartAsync(new() { Major = major });

        (
            await Client.AskAsync<string>(cluster.ConnectionString, "SHOW server_version")
        ).ShouldStartWith($"{major}");
        (await Client.AskAsync<string>(cluster.ConnectionString, "SHOW listen_addresses")).ShouldBe(
            "127.0.0.1"
        );
        cluster.Major.ShouldBe(major);
    }

    [Fact]
    public async Task Disposing_it_ends_the_server_and_deletes_the_data()
    {
        var cluster = await PostgresCluster.StartAsync(new() { Major = TestMajors.Newest });
        Directory.Exists(cluster.DataDirectory).ShouldBeTrue();

        await cluster.DisposeAsync();

        cluster.Ended.IsCompletedSuccessfully.ShouldBeTrue();
        Directory.Exists(cluster.DataDirectory).ShouldBeFalse();
    }

    [Fact]
    public async Task Disposing_it_ends_open_sessions()
    {
        var cluster = await PostgresCluster.StartAsync(new() { Major = TestMajors.Newest });
        var sleeper = Client.AskAsync<object>(cluster.ConnectionString, "SELECT pg_sleep(60)");
        while (await Client.AskAsync<long>(cluster.ConnectionString, Sleepers) == 0)
        {
            await Task.Delay(20);
        }

        await cluster.DisposeAsync();

        (await Record.ExceptionAsync(() => sleeper)).ShouldBeAssignableTo<Npgsql.NpgsqlException>();
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_password()
    {
        await using var cluster = await PostgresCluster.StartAsync(
            new() { Major = TestMajors.Newest }
        );
        var guess = new Npgsql.NpgsqlConnectionStringBuilder(cluster.ConnectionString)
        {
            Password = "postgres",
        };

        var failure = await Record.ExceptionAsync(() =>
            Client.AskAsync<int>(guess.ConnectionString, "SELECT 1")
        );

        failure.ShouldBeOfType<Npgsql.PostgresException>().SqlState.ShouldBe("28P01");
    }

    [Fact]
    public async Task A_durable_one_keeps_the_server_s_safe_settings()
    {
        await using var cluster = await PostgresCluster.StartAsync(
            new() { Major = TestMajors.Newest, Durable = true }
        );

        (await Client.AskAsync<string>(cluster.ConnectionString, "SHOW fsync")).ShouldBe("on");
        (await Client.AskAsync<string>(cluster.ConnectionString, "SHOW wal_level")).ShouldBe(
            "replica"
        );
    }

    [Fact]
    public async Task Its_messages_are_handed_on()
    {
        var lines = new ConcurrentQueue<string>();

        await using var cluster = await PostgresCluster.StartAsync(
            new() { Major = TestMajors.Newest, OnLine = lines.Enqueue }
        );

        lines.ShouldContain(line =>
            line.Contains("ready to accept connections", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Its_sessions_allocate_large_pages()
    {
        await using var cluster = await PostgresCluster.StartAsync(
            new() { Major = TestMajors.Newest }
        );

        (await Client.AskAsync<string>(cluster.ConnectionString, MemorySetting)).ShouldBe(
            Environment.GetEnvironmentVariable("GLIBC_TUNABLES") ?? "glibc.malloc.hugetlb=1"
        );
    }

    private const string MemorySetting = """
        CREATE TEMP TABLE variables (value text);
        COPY variables FROM PROGRAM 'echo "$GLIBC_TUNABLES"';
        SELECT value FROM variables
        """;

    private const string Sleepers =
        "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'";
}
