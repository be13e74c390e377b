using Microsoft.Extensions.Configuration;
using OpsCenter.AppHost.Servers;

namespace OpsCenter.AppHost.Tests;

public class AppHostSettingsTests
{
    [Fact]
    public void Without_settings_the_seed_has_its_own_defaults() =>
        Read().SeedCommand.ShouldBe(["seed"]);

    [Fact]
    public void Settings_become_the_arguments_of_the_seed() =>
        Read(("Shape", "B"), ("UsageRows", "100000"), ("StartupIndexes", "true"))
            .SeedCommand.ShouldBe([
                "seed",
                "--shape",
                "b",
                "--usage-rows",
                "100000",
                "--startup-indexes",
            ]);

    [Fact]
    public void No_rows_at_all_can_be_seeded() =>
        Read(("UsageRows", "0")).SeedCommand.ShouldBe(["seed", "--usage-rows", "0"]);

    [Fact]
    public void A_database_of_our_own_is_migrated_without_a_backup() =>
        Read().MigrationCommand.ShouldBe(["worker", "--no-backup"]);

    [Fact]
    public void A_given_database_is_backed_up_unless_that_is_declined()
    {
        Read(("ConnectionStrings:opscenterdb", "Host=db.example"))
            .MigrationCommand.ShouldBe(["worker"]);
        Read(("ConnectionStrings:opscenterdb", "Host=db.example"), ("NoBackup", "true"))
            .MigrationCommand.ShouldBe(["worker", "--no-backup"]);
    }

    [Fact]
    public void A_deployment_is_backed_up_and_gets_no_traffic_unless_it_is_told_to()
    {
        var settings = AppHostSettings.Read(new ConfigurationBuilder().Build(), publishing: true);

        settings.MigrationCommand.ShouldBe(["worker"]);
        settings.TrafficCommand.ShouldBeNull();
    }

    [Fact]
    public void The_kind_of_server_can_be_demanded() =>
        Read(("Postgres", "Embedded")).Postgres.ShouldBe(ServerKind.Embedded);

    [Fact]
    public void Traffic_is_sent_at_its_own_rate_unless_it_is_told_another_or_none()
    {
        Read().TrafficCommand.ShouldBe([]);
        Read(("TrafficRate", "2.5")).TrafficCommand.ShouldBe(["--rate", "2.5"]);
        Read(("TrafficRate", "5"), ("NoTraffic", "true")).TrafficCommand.ShouldBeNull();
    }

    [Fact]
    public void A_server_that_runs_already_gets_traffic_only_if_a_rate_is_asked_for()
    {
        (string, string) existing = ("ConnectionStrings:opscenterdb", "Host=db.example");

        Read(existing).TrafficCommand.ShouldBeNull();
        Read(existing, ("OpsCenter:TrafficRate", "5")).TrafficCommand.ShouldBe(["--rate", "5"]);
    }

    [Theory]
    [InlineData("TrafficRate", "0")]
    [InlineData("TrafficRate", "fast")]
    [InlineData("NoTraffic", "perhaps")]
    [InlineData("Shape", "c")]
    [InlineData("UsageRows", "-1")]
    [InlineData("UsageRows", "many")]
    [InlineData("StartupIndexes", "perhaps")]
    [InlineData("Postgres", "existing")]
    public void A_wrong_value_is_refused_with_its_key(string key, string value)
    {
        var refusal = Should.Throw<AppHostException>(() => Read((key, value)));
        refusal.ExitCode.ShouldBe(2);
        refusal.Message.ShouldStartWith($"OpsCenter:{key} is \"{value}\"");
    }

    /// <summary>A key without a colon is one of the section's.</summary>
    private static AppHostSettings Read(params (string Key, string Value)[] settings) =>
        AppHostSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings.Select(s =>
                        KeyValuePair.Create(
                            s.Key.Contains(':') ? s.Key : $"OpsCenter:{s.Key}",
                            (string?)s.Value
                        )
                    )
                )
                .Build()
        );
}
