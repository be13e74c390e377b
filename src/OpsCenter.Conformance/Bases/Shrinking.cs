namespace OpsCenter.Conformance.Bases;

/// <summary>Makes a list smaller as long as it still shows what it showed (delta debugging, one at a time).</summary>
internal static class Shrinking
{
    /// <summary>A list of which no single item can be left out.</summary>
    /// <param name="items">Shows it.</param>
    /// <param name="shows">Whether a smaller list still does. Always answers the same for the same list.</param>
    public static async Task<IReadOnlyList<T>> SmallestAsync<T>(
        IReadOnlyList<T> items,
        Func<IReadOnlyList<T>, Task<bool>> shows
    )
    {
        for (var at = 0; at < items.Count; )
        {
            T[] smaller = [.. items.Take(at), .. items.Skip(at + 1)];
            if (await shows(smaller))
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
