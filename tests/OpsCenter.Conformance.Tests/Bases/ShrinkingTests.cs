using OpsCenter.Conformance.Bases;

namespace OpsCenter.Conformance.Tests.Bases;

/// <summary>A list shrinks to what is needed.</summary>
public sealed class ShrinkingTests
{
    [Fact]
    public async Task Only_what_is_needed_stays()
    {
        var smallest = await Shrinking.SmallestAsync(
            [1, 2, 3, 4, 5, 6],
            items => Task.FromResult(items.Contains(2) && items.Contains(5))
        );

        smallest.ShouldBe([2, 5]);
    }

    [Fact]
    public async Task Nothing_stays_if_nothing_is_needed()
    {
        var smallest = await Shrinking.SmallestAsync([1, 2, 3], _ => Task.FromResult(true));

        smallest.ShouldBeEmpty();
    }
}
