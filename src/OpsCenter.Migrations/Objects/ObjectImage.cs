using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Objects;

/// <summary>All objects of a database at one moment, as a session sees them in its transaction.</summary>
internal sealed class ObjectImage
{
    private static readonly string Sql = EmbeddedSql.Read("Objects/objects.sql");

    private ObjectImage(IReadOnlyList<DatabaseObject> objects)
    {
        Objects = objects;
        ByKey = objects.ToDictionary(found => found.Key);
    }

    public IReadOnlyList<DatabaseObject> Objects { get; }

    public IReadOnlyDictionary<ObjectKey, DatabaseObject> ByKey { get; }

    /// <summary>The tables that have rows of their own.</summary>
    public IEnumerable<DatabaseObject> Tables =>
        Objects.Where(found => found is { IsTable: true, File: not 0 });

    /// <summary>
    /// A recorded object as it is now: by its identity, or by kind and name, since in a restored dump every OID is another. Null if it
    /// is gone.
    /// </summary>
    public DatabaseObject? Find(DatabaseObject recorded) =>
        ByKey.GetValueOrDefault(recorded.Key) is { } found && found.Kind == recorded.Kind
            ? found
            : Objects.FirstOrDefault(other =>
                other.Kind == recorded.Kind && other.Identity == recorded.Identity
            );

    /// <summary>Reads it. Only pg_catalog may be searched.</summary>
    /// <param name="session">The session.</param>
    /// <param name="without">Schemas that do not count.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<ObjectImage> TakeAsync(
        DatabaseSession session,
        IReadOnlyList<string> without,
        CancellationToken cancellation
    ) =>
        new(
            await session.QueryPreparedAsync(
                Sql,
                row => new DatabaseObject(
                    row.GetString(0),
                    row.GetString(1),
                    new ObjectKey(row.GetInt64(2), row.GetInt64(3), row.GetInt32(4)),
                    row.IsDBNull(5) ? null : row.GetString(5),
                    row.GetString(6)
                )
                {
                    File = row.GetInt64(7),
                    HasFile = row.GetBoolean(8),
                },
                cancellation,
                (object)without.ToArray()
            )
        );
}
