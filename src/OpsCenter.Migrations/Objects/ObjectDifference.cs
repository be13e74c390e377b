namespace OpsCenter.Migrations.Objects;

/// <summary>What became of the objects of a database between two moments.</summary>
/// <param name="Created">Those that came.</param>
/// <param name="Changed">Those with another name or definition.</param>
/// <param name="Dropped">Those that are gone.</param>
public sealed record ObjectDifference(
    IReadOnlyList<DatabaseObject> Created,
    IReadOnlyList<ChangedObject> Changed,
    IReadOnlyList<DatabaseObject> Dropped
)
{
    /// <summary>No difference.</summary>
    public static ObjectDifference None { get; } = new([], [], []);

    /// <summary>
    /// Whether roles, their members or what is set for them are others: they belong to the server.
    /// </summary>
    internal bool ChangesRoles { get; init; }

    /// <summary>Whether what is set for the database is other, or the rights of what is created later: no objects that could be dropped.</summary>
    internal bool ChangesSettings { get; init; }

    /// <summary>Whether nothing that was there before is gone or has changed.</summary>
    public bool IsAdditive =>
        Changed.Count == 0 && Dropped.Count == 0 && !ChangesRoles && !ChangesSettings;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => IsAdditive && Created.Count == 0;

    /// <summary>The tables that were dropped, and the columns of tables that were not.</summary>
    public IEnumerable<DatabaseObject> DroppedData => Data(Dropped, Created);

    /// <summary>The tables that were created, and the columns of tables that were there.</summary>
    public IEnumerable<DatabaseObject> CreatedData => Data(Created, Dropped);

    /// <param name="objects">The objects.</param>
    /// <param name="opposite">What came and went again is none of them.</param>
    private static IEnumerable<DatabaseObject> Data(
        IReadOnlyList<DatabaseObject> objects,
        IReadOnlyList<DatabaseObject> opposite
    )
    {
        var tables = objects
            .Where(found => found.IsTable)
            .Select(found => found.Identity)
            .ToHashSet(StringComparer.Ordinal);
        var gone = opposite.Select(found => found.Key).ToHashSet();
        return objects.Where(found =>
            (found.IsTable || (found.Kind == "column" && !tables.Contains(found.Table ?? "")))
            && !gone.Contains(found.Key)
        );
    }

    internal static ObjectDifference Between(ObjectImage before, ObjectImage after)
    {
        var created = after
            .Objects.Where(now =>
                now.Kind != DatabaseObject.OfExtension && !before.ByKey.ContainsKey(now.Key)
            )
            .ToList();
        var dropped = before.Objects.Where(then => !after.ByKey.ContainsKey(then.Key)).ToList();
        var changed = before
            .Objects.Where(then => after.ByKey.ContainsKey(then.Key))
            .Select(then => new ChangedObject(then, after.ByKey[then.Key]))
            .Where(pair =>
                pair.Before.Definition != pair.After.Definition
                || pair.Before.Identity != pair.After.Identity
            );
        return new ObjectDifference(created, [.. changed], dropped)
        {
            ChangesRoles = before.State.Roles != after.State.Roles,
            ChangesSettings = before.State.Settings != after.State.Settings,
        };
    }
}
