using System.Net.Sockets;
using Npgsql;
using OpsCenter.ServiceDefaults.CommandLine;
using OpsCenter.ServiceDefaults.Connections;

namespace OpsCenter.ServiceDefaults.Tests.Connections;

public class ConnectionTextTests
{
    [Fact]
    public void The_option_wins_over_the_environment_and_ours_over_Aspires()
    {
        var environment = new Dictionary<string, string?>
        {
            [ConnectionText.Variable] = "Host=second",
            [ConnectionText.AspireVariable] = "Host=third",
        };

        Host("Host=first", environment).ShouldBe("first");
        Host(null, environment).ShouldBe("second");
        environment.Remove(ConnectionText.Variable);
        Host(null, environment).ShouldBe("third");
    }

    [Fact]
    public void A_blank_variable_counts_as_none() =>
        Host(
                null,
                new()
                {
                    [ConnectionText.Variable] = " ",
                    [ConnectionText.AspireVariable] = "Host=third",
                }
            )
            .ShouldBe("third");

    [Fact]
    public void A_blank_option_is_refused() =>
        Should
            .Throw<UsageException>(() =>
                Host(" ", new() { [ConnectionText.Variable] = "Host=second" })
            )
            .Message.ShouldContain("--connection is empty");

    [Fact]
    public void The_session_can_be_recognised_and_an_own_name_stays()
    {
        Resolve("Host=a", []).ApplicationName.ShouldBe("opscenter");
        Resolve("Host=a;Application Name=deploy", []).ApplicationName.ShouldBe("deploy");
    }

    [Theory]
    [InlineData("Host=a")]
    [InlineData("postgres://u@a/d")]
    [InlineData("Host=a;Keepalive=60")]
    public void A_connection_that_was_dropped_silently_is_noticed(string text)
    {
        var connection = Resolve(text, []);

        connection.TcpKeepAlive.ShouldBeTrue();
        connection.TcpKeepAliveTime.ShouldBe(30);
        connection.TcpKeepAliveInterval.ShouldBe(10);
    }

    [Theory]
    [InlineData("TCP Keepalive=false", false, 0, 0)]
    [InlineData("TcpKeepAlive=true", true, 0, 0)]
    [InlineData("TCP Keepalive Time=0", false, 0, 0)]
    [InlineData("Tcp Keepalive Time=300;TCP KeepAlive Interval=20", false, 300, 20)]
    public void How_it_is_noticed_may_be_said_otherwise(
        string text,
        bool on,
        int time,
        int interval
    )
    {
        var connection = Resolve($"Host=a;{text}", []);

        connection.TcpKeepAlive.ShouldBe(on);
        connection.TcpKeepAliveTime.ShouldBe(time);
        connection.TcpKeepAliveInterval.ShouldBe(interval);
    }

    [Fact]
    public async Task A_server_is_spoken_to_through_a_socket_in_the_file_system()
    {
        var folder = Directory.CreateTempSubdirectory();
        using var server = new Socket(
            AddressFamily.Unix,
            SocketType.Stream,
            ProtocolType.Unspecified
        );
        server.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder.FullName, ".s.PGSQL.5432")));
        server.Listen();
        var hearing = HearAsync(server);
        await using var connection = new NpgsqlConnection(
            Resolve(
                $"Host={folder.FullName};Username=u;SSL Mode=Disable;GSS Encryption Mode=Disable",
                []
            ).ConnectionString
        );

        await Should.ThrowAsync<NpgsqlException>(() => connection.OpenAsync());

        server.Close();
        (await hearing).ShouldBeGreaterThan(0);
        folder.Delete(recursive: true);
    }

    /// <summary>How many bytes the first client says before the socket hangs up.</summary>
    private static async Task<int> HearAsync(Socket server)
    {
        using var client = await server.AcceptAsync();
        return await client.ReceiveAsync(new byte[1000]);
    }

    private static string? Host(string? option, Dictionary<string, string?> environment) =>
        Resolve(option, environment).Host;

    private static NpgsqlConnectionStringBuilder Resolve(
        string? option,
        Dictionary<string, string?> environment
    ) => new(ConnectionText.Resolve(option, environment.GetValueOrDefault, "opscenter", _ => { }));
}
