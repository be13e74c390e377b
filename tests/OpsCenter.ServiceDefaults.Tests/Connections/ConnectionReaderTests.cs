using OpsCenter.ServiceDefaults.CommandLine;
using OpsCenter.ServiceDefaults.Connections;

namespace OpsCenter.ServiceDefaults.Tests.Connections;

public class ConnectionReaderTests
{
    [Theory]
    [InlineData("host=127.0.0.1 port=1 dbname=d user=u password=SeKret")]
    [InlineData("Host=h;Database=d user=u password=SeKret")]
    [InlineData("Host=h;Username=u\tpassword = SeKret")]
    [InlineData("Host=h;Port=1 Username=u Password=SeKret")]
    [InlineData("Host=h;Password=x;SeKret")]
    [InlineData("Host=h;Password=;SeKret=1")]
    [InlineData("Host=h;Password='SeKret")]
    [InlineData("Host=h;SSL Mode=SeKret")]
    [InlineData("Host=h;Port=65536;Password=SeKret")]
    [InlineData("Host=127.0.0.1:65536;Password=SeKret")]
    [InlineData("Host=h:1,[::1]:99999;Password=SeKret")]
    [InlineData("postgres://127.0.0.1:1/db?password=SeKret&SeKret=1")]
    [InlineData("postgres://u:SeKret@h:SeKret/db")]
    [InlineData("postgres://u:p@SeKret@h/db")]
    [InlineData("postgres://h/db?sslmode=SeKret")]
    [InlineData("postgres://h,[SeKret/db")]
    [InlineData("postgres://u:SeKret@/db")]
    public void No_message_repeats_what_may_be_a_password(string text)
    {
        var refused = Should.Throw<UsageException>(() =>
            ConnectionReader.Read("--connection", text)
        );

        refused.ToString().ShouldNotContain("sekret", Case.Insensitive);
        refused.Message.ShouldStartWith("The connection in --connection cannot be read: ");
    }

    [Theory]
    [InlineData("Host=h;Database=d", "d")]
    [InlineData("Host=::1;Database=d", "d")]
    [InlineData("Host=[::1]:65535,h:1;Database=d", "d")]
    [InlineData("Host=/var/run/a:99999;Database=d", "d")]
    [InlineData(" postgresql://h/d\n", "d")]
    [InlineData("Host=h;Database=a b", "a b")]
    public void What_can_be_read_is_read(string text, string database) =>
        ConnectionReader.Read("--connection", text).Database.ShouldBe(database);
}
