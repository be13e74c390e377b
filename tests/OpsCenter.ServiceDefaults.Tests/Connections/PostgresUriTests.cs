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
}
