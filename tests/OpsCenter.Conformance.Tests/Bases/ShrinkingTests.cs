using OpsCenter.Conformance.Bases;

namespace OpsCenter.Conformance.Tests.Bases;

/// <summary>A list is reduced to the items that cause the failure.</summary>
public sealed class ShrinkingTests
{
    [Fact]
    public async Task Only_necessary_items_remain()
    {
        var smallest = await Shrinking.SmallestAsync(
            [1, 2, 3, 4, 5, 6],
            items => Task.FromResult(items.Contains(2) && items.Contains(5))
        );

        smallest.ShouldBe([2, 5]);
    }

    [Fact]
    public async Task No_item_remains_if_none_is_necessary()
    {
        var smallest = await Shrinking.SmallestAsync([1, 2, 3], _ => Task.FromResult(true));

        smallest.ShouldBeEmpty();
    }
}
