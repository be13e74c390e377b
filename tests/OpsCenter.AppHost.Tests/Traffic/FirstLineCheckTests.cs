using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OpsCenter.AppHost.Traffic;

namespace OpsCenter.AppHost.Tests.Traffic;

public sealed class FirstLineCheckTests : IDisposable
{
    private readonly ResourceLoggerService _logs = new();
    private readonly ContainerResource _resource = new("traffic");

    [Fact]
    public async Task A_line_tells_that_the_work_has_begun() =>
        (await StatusAfterAsync(LogLevel.Information, "V1 traffic runs on shape a")).ShouldBe(
            HealthStatus.Healthy
        );

    [Theory]
    [InlineData(LogLevel.Error, "--rate is '1000000000'")]
    [InlineData(LogLevel.Information, "Finished waiting for resource 'v1-seed'.")]
    public async Task An_error_and_a_line_of_Aspires_tell_no_such_thing(
        LogLevel level,
        string line
    ) => (await StatusAfterAsync(level, line)).ShouldBe(HealthStatus.Unhealthy);

    public void Dispose() => _logs.Dispose();

    private async Task<HealthStatus> StatusAfterAsync(LogLevel level, string line)
    {
        _logs.GetLogger(_resource).Log(level, "{Line}", line);
        var check = new FirstLineCheck(_logs, _resource)
        {
            Patience = TimeSpan.FromMilliseconds(200),
        };
        var result = await check.CheckHealthAsync(
            new HealthCheckContext(),
            TestContext.Current.CancellationToken
        );
        return result.Status;
    }
}
