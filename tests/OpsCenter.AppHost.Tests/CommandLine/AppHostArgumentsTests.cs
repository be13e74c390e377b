using OpsCenter.AppHost.CommandLine;

namespace OpsCenter.AppHost.Tests.CommandLine;

public class AppHostArgumentsTests
{
    [Fact]
    public void Options_become_configuration_arguments() =>
        AppHostArguments
            .ForHost([
                "--once",
                "--shape",
                "b",
                "--usage-rows=100000",
                "--startup-indexes",
                "--no-traffic",
            ])
            .ShouldBe([
                "--OpsCenter:Once=true",
                "--Parameters:shape=b",
                "--Parameters:rows=100000",
                "--OpsCenter:StartupIndexes=true",
                "--OpsCenter:NoTraffic=true",
            ]);

    [Fact]
    public void Any_configuration_key_may_be_given() =>
        AppHostArguments
            .ForHost(["--OpsCenter:Postgres", "embedded"])
            .ShouldBe(["--OpsCenter:Postgres=embedded"]);

    [Fact]
    public void The_hosts_own_arguments_are_handed_on() =>
        AppHostArguments
            .ForHost(["--environment", "Staging"])
            .ShouldBe(["--environment", "Staging"]);

    [Theory]
    [InlineData("--onse")]
    [InlineData("seed")]
    [InlineData("-x")]
    public void An_unknown_argument_is_refused_by_name(string argument)
    {
        var refusal = Should.Throw<AppHostException>(() => AppHostArguments.ForHost([argument]));
        refusal.ExitCode.ShouldBe(2);
        refusal.Message.ShouldContain($"Unknown argument \"{argument}\". Nothing was started.");
    }

    [Theory]
    [InlineData("--usage-rows")]
    [InlineData("--shape --once")]
    public void An_option_without_its_value_is_refused(string arguments) =>
        Should
            .Throw<AppHostException>(() => AppHostArguments.ForHost(arguments.Split(' ')))
            .Message.ShouldContain("needs a value");

    [Fact]
    public void The_usage_lists_every_option_and_no_other() =>
        Usage
            .Text.Split('\n')
            .Where(line => line.StartsWith("  --", StringComparison.Ordinal))
            .Select(line => line.Trim().Split("  ")[0])
            .ShouldBe([
                .. AppHostOption.All.Select(option => $"{option.Name} {option.Value}".TrimEnd()),
                "--help",
            ]);
}
