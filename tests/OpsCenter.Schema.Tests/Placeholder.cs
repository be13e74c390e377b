namespace OpsCenter.Schema.Tests;

public class Placeholder
{
    [Fact]
    public void Builds() => true.ShouldBeTrue();
}
