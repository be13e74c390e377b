using OpsCenter.EmbeddedPostgres.Accounts;
using OpsCenter.EmbeddedPostgres.Tests.Clusters;

namespace OpsCenter.EmbeddedPostgres.Tests.Accounts;

public sealed class UnprivilegedAccountTests
{
    private const string Root = "root:x:0:0:root:/root:/bin/bash";
    private const string Nobody = "nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin";
    private const string Postgres = "postgres:x:101:104::/var/lib/postgresql:/bin/bash";

    [Fact]
    public void The_account_postgres_is_preferred() =>
        UnprivilegedAccount
            .Find([Root, Nobody, Postgres])
            .ShouldBe(new UnprivilegedAccount("postgres", "101", "104"));

    [Fact]
    public void Without_it_nobody_does() =>
        UnprivilegedAccount
            .Find([Root, Nobody])
            .ShouldBe(new UnprivilegedAccount("nobody", "65534", "65533"));

    [Fact]
    public void Root_is_no_such_account() => UnprivilegedAccount.Find([Root]).ShouldBeNull();

    [Fact]
    public void A_command_of_an_ordinary_user_stays_as_it_is() =>
        AccountSwitch
            .Wrap(null, "/bin/postgres", ["-D", "data"])
            .FileName.ShouldBe("/bin/postgres");

    [Fact]
    public async Task A_server_never_runs_as_root()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells it in /proc.");
        await using var cluster = await PostgresCluster.StartAsync(
            new() { Major = TestMajors.Newest }
        );

        var status = await Client.AskAsync<string>(
            cluster.ConnectionString,
            "SELECT pg_read_file('/proc/self/status', 0, 4000)"
        );

        status!
            .Split('\n')
            .Single(line => line.StartsWith("Uid:", StringComparison.Ordinal))
            .ShouldNotContain("\t0");
    }
}
