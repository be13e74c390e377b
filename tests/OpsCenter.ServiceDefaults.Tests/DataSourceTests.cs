using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OpenTelemetry.Metrics;

namespace OpsCenter.ServiceDefaults.Tests;

public class DataSourceTests
{
    [Fact]
    public void The_data_source_is_made_from_the_named_connection_string()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:opscenterdb"] = "Host=db.invalid;Database=here";

        builder.AddOpsCenterDataSource();

        using var host = builder.Build();
        var source = host.Services.GetRequiredService<NpgsqlDataSource>();
        new NpgsqlConnectionStringBuilder(source.ConnectionString).Database.ShouldBe("here");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("http://127.0.0.1:4318", true)]
    public void The_telemetry_SDK_is_set_up_only_for_an_endpoint(string? endpoint, bool isSetUp)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:opscenterdb"] = "Host=db.invalid;Database=here";
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;

        builder.AddOpsCenterDataSource();

        builder
            .Services.Any(service => service.ServiceType == typeof(MeterProvider))
            .ShouldBe(isSetUp);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void A_missing_connection_string_says_how_to_give_one(string? given)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:opscenterdb"] = given;

        var error = Should.Throw<MissingConnectionStringException>(() =>
            builder.AddOpsCenterDataSource()
        );

        error.Message.ShouldContain("--connection");
        error.Message.ShouldContain("ConnectionStrings__opscenterdb");
    }
}
