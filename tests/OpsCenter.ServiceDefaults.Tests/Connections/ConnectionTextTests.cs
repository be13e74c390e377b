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

    private static string? Host(string? option, Dictionary<string, string?> environment) =>
        Resolve(option, environment).Host;

    private static NpgsqlConnectionStringBuilder Resolve(
        string? option,
        Dictionary<string, string?> environment
    ) => new(ConnectionText.Resolve(option, environment.GetValueOrDefault, "opscenter", _ => { }));
}
