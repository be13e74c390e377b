namespace OpsCenter.Conformance.Locks;

/// <summary>The relations that were there before the migration, without its books: what others use and wait for.</summary>
internal static class BaseRelations
{
    /// <summary>Their names, quoted and with their schemas.</summary>
    public static async Task<HashSet<string>> NamesAsync(
        Trial trial,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        var relations = await WatchedRelations.ReadAsync(database.DataSource, cancellation);
        return relations
            .All.Where(relation => !IsBook(trial, relation))
            .Select(relation => relation.Name)
            .ToHashSet(StringComparer.Ordinal);
    }

    private static bool IsBook(Trial trial, WatchedRelation relation) =>
        trial.Pair.BookSchemas.Any(schema =>
            relation.Name.StartsWith(schema + ".", StringComparison.Ordinal)
            || relation.Name.StartsWith($"\"{schema}\".", StringComparison.Ordinal)
        );
}
