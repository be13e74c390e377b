namespace OpsCenter.Migrations.Tests;

public class Placeholder
{
    [Fact]
    public void Builds() => true.ShouldBeTrue();
}
