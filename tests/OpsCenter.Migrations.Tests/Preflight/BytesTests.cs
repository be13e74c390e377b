using OpsCenter.Migrations.Preflight;

namespace OpsCenter.Migrations.Tests.Preflight;

public class BytesTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(10239, "10239 bytes")]
    [InlineData(10240, "10 kB")]
    [InlineData(268435456, "256 MB")]
    public void A_size_has_the_largest_unit_of_which_there_are_ten(long bytes, string text) =>
        Bytes.Text(bytes).ShouldBe(text);
}
