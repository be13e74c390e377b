namespace OpsCenter.EmbeddedPostgres.Tests;

public class Placeholder
{
    [Fact]
    public void Builds() => true.ShouldBeTrue();
}
