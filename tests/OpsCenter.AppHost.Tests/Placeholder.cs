namespace OpsCenter.AppHost.Tests;

public class Placeholder
{
    [Fact]
    public void Builds() => true.ShouldBeTrue();
}
