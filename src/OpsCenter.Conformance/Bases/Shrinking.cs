namespace OpsCenter.Conformance.Bases;

/// <summary>Reduces a list that causes a failure (delta debugging, one item at a time).</summary>
internal static class Shrinking
{
    /// <summary>A smaller list that still fails; without any one of its items it does not.</summary>
    /// <param name="items">A list that fails.</param>
    /// <param name="fails">Whether a list fails. The result must be the same for the same list.</param>
    public static async Task<IReadOnlyList<T>> SmallestAsync<T>(
        IReadOnlyList<T> items,
        Func<IReadOnlyList<T>, Task<bool>> fails
    )
    {
        for (var at = 0; at < items.Count; )
        {
            T[] smaller = [.. items.Take(at), .. items.Skip(at + 1)];
            if (await fails(smaller))
            {
                (items, at) = (smaller, 0);
            }
            else
            {
                at++;
            }
        }

        return items;
    }
}
