using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.ServiceDefaults.Tests.CommandLine;

public class DurationTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("30", 30_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    public void Reads_a_number_with_a_unit(string text, int milliseconds) =>
        Duration.TryParse(text).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("5 s")]
    [InlineData("0.1ms")]
    [InlineData("1d")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999h")]
    public void Refuses_what_would_mean_for_ever_or_nothing(string text) =>
        Duration.TryParse(text).ShouldBeNull();
}
