using Npgsql;
using OpsCenter.ServiceDefaults.Connections;

namespace OpsCenter.ServiceDefaults.Tests.Connections;

public class PostgresUriTests
{
    [Fact]
    public void Reads_every_part()
    {
        var read = PostgresUri.Read(
            "postgres://me:p%40ss%3A@db.example:6543/unicorn_db?sslmode=verify-full&application_name=a%20b"
        );

        read.Host.ShouldBe("db.example");
        read.Port.ShouldBe(6543);
        read.Database.ShouldBe("unicorn_db");
        read.Username.ShouldBe("me");
        read.Password.ShouldBe("p@ss:");
        read.SslMode.ShouldBe(SslMode.VerifyFull);
        read.ApplicationName.ShouldBe("a b");
    }

    [Fact]
    public void Reads_a_short_one_and_an_address_of_version_6()
    {
        PostgresUri.Read("postgresql://localhost").Host.ShouldBe("localhost");
        PostgresUri.Read("postgres://me@[::1]:5433/db").Host.ShouldBe("::1");
        PostgresUri
            .Read("postgres:///db?host=/var/run/postgresql")
            .Host.ShouldBe("/var/run/postgresql");
    }

    [Theory]
    [InlineData("postgres://me:secret@host:99999/db")]
    [InlineData("postgres://host/db?secret=1")]
    [InlineData("postgres://me:secret@a@b/db")]
    public void Refuses_what_it_cannot_read_without_repeating_a_password(string text) =>
        Should
            .Throw<FormatException>(() => PostgresUri.Read(text))
            .Message.ShouldNotContain("me:secret");

    [Theory]
    [InlineData("postgres://a:1,b:2/d", "a:1,b:2")]
    [InlineData("postgres://a,[::1]:2/d", "a:5432,[::1]:2")]
    [InlineData("postgres:///d?host=a,b&port=7", "a:7,b:7")]
    [InlineData("postgres://a/d?host=%2Frun,b&port=1,2", "/run:1,b:2")]
    public void Several_hosts_keep_their_ports(string text, string hosts) =>
        PostgresUri.Read(text).Host.ShouldBe(hosts);

    [Theory]
    [InlineData("channel_binding=require", "Channel Binding", "Require")]
    [InlineData("target_session_attrs=read-write", "Target Session Attributes", "read-write")]
    [InlineData(
        "keepalives=1&keepalives_idle=30&keepalives_interval=5",
        "TCP Keepalive Time",
        "30"
    )]
    [InlineData("load_balance_hosts=random", "Load Balance Hosts", "True")]
    [InlineData("ssl=true", "SSL Mode", "Require")]
    [InlineData("sslmode=require&sslrootcert=/ca.crt", "SSL Mode", "VerifyCA")]
    [InlineData("sslrootcert=system", "SSL Mode", "VerifyFull")]
    [InlineData("gssencmode=disable", "GSS Encryption Mode", "Disable")]
    [InlineData("sslnegotiation=direct&sslsni=1&tcp_user_timeout=5", "SSL Negotiation", "Direct")]
    [InlineData("fallback_application_name=app", "Application Name", "app")]
    public void Parameters_of_libpq_mean_the_same_here(
        string query,
        string keyword,
        string value
    ) => PostgresUri.Read($"postgres://h/d?{query}")[keyword].ToString().ShouldBe(value);

    [Theory]
    [InlineData("hostaddr=10.0.0.1", "hostaddr")]
    [InlineData("sslcrl=/x", "sslcrl")]
    [InlineData("connect_timeout=soon", "connect_timeout")]
    [InlineData("load_balance_hosts=maybe", "load_balance_hosts")]
    [InlineData("port=1,2", "ports")]
    public void What_cannot_be_obeyed_is_refused_by_name(string query, string name) =>
        Should
            .Throw<FormatException>(() => PostgresUri.Read($"postgres://h/d?{query}"))
            .Message.ShouldContain(name);
}
