using Microsoft.Extensions.Configuration;
using OpsCenter.AppHost.Servers;

namespace OpsCenter.AppHost.Tests;

public class AppHostSettingsTests
{
    private static readonly (string, string) Given = (
        "ConnectionStrings:opscenterdb",
        "Host=db.example;Database=shop"
    );

    [Fact]
    public void A_database_of_our_own_is_seeded_gets_traffic_and_no_backup()
    {
        var settings = Read();
        settings.Seed.ShouldBeTrue();
        settings.Traffic.ShouldBeTrue();
        settings.NoBackup.ShouldBeTrue();
    }

    [Fact]
    public void A_given_database_gets_no_sample_data_and_no_traffic_and_is_backed_up()
    {
        var settings = Read(Given);
        settings.Seed.ShouldBeFalse();
        settings.Traffic.ShouldBeFalse();
        settings.NoBackup.ShouldBeFalse();
    }

    [Fact]
    public void A_given_database_is_seeded_if_it_is_named()
    {
        Read(Given, ("OpsCenter:Seed", "shop")).Seed.ShouldBeTrue();
        var refusal = Should.Throw<AppHostException>(() => Read(Given, ("OpsCenter:Seed", "true")));
        refusal.Message.ShouldContain("\"true\"");
        refusal.Message.ShouldContain("\"shop\"");
    }

    [Fact]
    public void A_given_database_gets_traffic_if_a_rate_is_asked_for() =>
        Read(Given, ("Parameters:rate", "5")).Traffic.ShouldBeTrue();

    [Fact]
    public void The_backup_of_a_given_database_can_be_declined() =>
        Read(Given, ("OpsCenter:NoBackup", "true")).NoBackup.ShouldBeTrue();

    [Fact]
    public void A_deployment_gets_no_seed_and_no_traffic_and_is_backed_up()
    {
        var settings = Read(
            publishing: true,
            Given,
            ("OpsCenter:Seed", "shop"),
            ("Parameters:rate", "5")
        );
        settings.Seed.ShouldBeFalse();
        settings.Traffic.ShouldBeFalse();
        settings.NoBackup.ShouldBeFalse();
    }

    [Fact]
    public void Parameters_have_defaults_and_can_be_set()
    {
        var defaults = Read();
        (defaults.Shape, defaults.Rows, defaults.Rate).ShouldBe(("a", "10000", "20"));
        var set = Read(
            ("Parameters:shape", "B"),
            ("Parameters:rows", "0"),
            ("Parameters:rate", "2.5")
        );
        (set.Shape, set.Rows, set.Rate).ShouldBe(("b", "0", "2.5"));
    }

    [Fact]
    public void The_kind_of_server_can_be_demanded() =>
        Read(("OpsCenter:Postgres", "Embedded")).Postgres.ShouldBe(ServerKind.Embedded);

    [Theory]
    [InlineData("Parameters:rate", "0")]
    [InlineData("Parameters:rate", "fast")]
    [InlineData("Parameters:shape", "c")]
    [InlineData("Parameters:rows", "-1")]
    [InlineData("Parameters:rows", "many")]
    [InlineData("OpsCenter:NoTraffic", "perhaps")]
    [InlineData("OpsCenter:StartupIndexes", "perhaps")]
    [InlineData("OpsCenter:Postgres", "existing")]
    public void A_wrong_value_is_refused_with_its_key(string key, string value)
    {
        var refusal = Should.Throw<AppHostException>(() => Read((key, value)));
        refusal.ExitCode.ShouldBe(2);
        refusal.Message.ShouldStartWith($"{key} is \"{value}\"");
    }

    private static AppHostSettings Read(params (string Key, string Value)[] settings) =>
        Read(publishing: false, settings);

    private static AppHostSettings Read(
        bool publishing,
        params (string Key, string Value)[] settings
    ) =>
        AppHostSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))
                )
                .Build(),
            publishing
        );
}
