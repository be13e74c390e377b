namespace OpsCenter.MigrationService.Tests;

public class Placeholder
{
    [Fact]
    public void Builds() => true.ShouldBeTrue();
}
