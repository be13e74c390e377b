using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Objects;

/// <summary>
/// Brings an image of the objects up to date: it reads which rows of the catalogs are newer than the image, and only the definitions that
/// can have changed with them. A transaction that was complete when the image was taken is in it; every other one has a later number than
/// the oldest that was open then, and a row of a catalog has the number of who wrote it.
/// </summary>
/// <param name="before">The image.</param>
/// <param name="without">Schemas that do not count.</param>
internal sealed class ImageUpdate(ObjectImage before, IReadOnlyList<string> without)
{
    private const string Filled =
        "select t.oid from unnest($1::bigint[]) as t (oid) where pg_relation_size(t.oid::oid) > 0";

    // What the server came with has smaller numbers, and is not asked for.
    private const long FirstOfUsers = 16384;

    private static readonly string ChangedSql = EmbeddedSql.Read("Objects/changed.sql");

    private static readonly string PresentSql = EmbeddedSql.Read("Objects/present.sql");

    private readonly SessionRead<CatalogState> _state = CatalogState.Ask();

    private readonly SessionRead<(string Set, long[] Oids)> _changed = new(
        new SessionQuery(
            ChangedSql,
            before.State.Oldest.ToString(System.Globalization.CultureInfo.InvariantCulture)
        ),
        row => (row.GetString(0), row.IsDBNull(1) ? [] : row.GetFieldValue<long[]>(1))
    );

    private readonly SessionRead<(long Class, long[] Oids, int[]? Numbers)> _present = new(
        new SessionQuery(PresentSql),
        row =>
            (
                row.GetInt64(0),
                row.IsDBNull(1) ? [] : row.GetFieldValue<long[]>(1),
                row.IsDBNull(2) ? null : row.GetFieldValue<int[]>(2)
            )
    );

    private readonly SessionRead<long> _filled = new(
        new SessionQuery(
            Filled,
            before
                .Objects.Where(found =>
                    found is { File: not 0, HasFile: false, Key.Class: PgClass }
                )
                .Select(found => found.Key.Oid)
                .ToArray()
        ),
        row => row.GetInt64(0)
    );

    private const long PgType = 1247;
    private const long PgProc = 1255;
    private const long PgClass = 1259;
    private const long PgNamespace = 2615;
    private const long PgDescription = 2609;

    /// <summary>Where an image that is brought up to date differs from one that is read anew: nowhere.</summary>
    public static async Task<ObjectDifference> FindErrorAsync(
        ObjectImage before,
        DatabaseSession session,
        IReadOnlyList<string> without,
        CancellationToken cancellation
    )
    {
        var update = new ImageUpdate(before, without);
        await session.ReadAsync(update.Reads, cancellation, prepared: true);
        var updated = await update.ReadAsync(session, cancellation);
        return ObjectDifference.Between(
            updated,
            await ObjectImage.TakeAsync(session, without, cancellation)
        );
    }

    /// <summary>What is to be asked first, in one round trip; only pg_catalog may be searched.</summary>
    public IReadOnlyList<BatchedRead> Reads =>
        [new SessionCommand(ObjectImage.Settings), _state, _changed, _present, _filled];

    /// <summary>Reads the definitions that can have changed, after <see cref="Reads"/> were asked.</summary>
    /// <param name="session">The session, in the same transaction.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ObjectImage> ReadAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var state = _state.Rows[0];
        if (
            Has("all")
            || state.Roles != before.State.Roles
            || state.Members != before.State.Members
        )
        {
            return await ObjectImage.TakeAsync(session, without, cancellation);
        }

        var relations = Set("relations");
        relations.UnionWith(state.OtherParents(before.State));
        var functions = Set("functions");
        var types = Set("types");
        // A publication names its tables.
        var lists =
            Has("lists")
            || state.Published != before.State.Published
            || before.Objects.Any(found => found.Kind == "publication");
        List<DatabaseObject> read = [];
        if (lists || relations.Count + functions.Count + types.Count > 0)
        {
            var some = ObjectImage.Ask(without, relations, functions, types, lists);
            await session.ReadAsync([some], cancellation, prepared: true);
            read = some.Rows;
        }

        var replaced = read.Select(found => found.Key).ToHashSet();
        var present = _present
            .Rows.SelectMany(row =>
                row.Oids.Select(
                    (oid, place) => new ObjectKey(row.Class, oid, row.Numbers?[place] ?? 0)
                )
            )
            .ToHashSet();
        if (read.Exists(IsRenamedSchema) || before.Objects.Any(IsOutOfSight))
        {
            return await ObjectImage.TakeAsync(session, without, cancellation);
        }

        var filled = _filled.Rows.ToHashSet();
        var kept = before
            .Objects.Where(found =>
                !replaced.Contains(found.Key)
                && !IsReadAgain(found.Key)
                && (IsOfServer(found.Key) || present.Contains(Whole(found.Key)))
            )
            .Select(found =>
                found is { HasFile: false, Key: { Class: PgClass, Column: 0 } }
                && filled.Contains(found.Key.Oid)
                    ? found with
                    {
                        HasFile = true,
                    }
                    : found
            );
        return new ObjectImage([.. kept, .. read], state);

        // It went to another schema, or belongs to something else, and with it what hangs on it.
        bool IsOutOfSight(DatabaseObject found) =>
            found.Key is { Class: not PgDescription, Column: 0 }
            && (IsReadAgain(found.Key) || (lists && found.Key.Class == PgNamespace))
            && present.Contains(found.Key)
            && !replaced.Contains(found.Key);

        bool IsReadAgain(ObjectKey key) =>
            key.Class switch
            {
                PgClass or PgDescription => relations.Contains(key.Oid),
                PgProc => functions.Contains(key.Oid),
                PgType => types.Contains(key.Oid),
                _ => false,
            };
    }

    private bool IsRenamedSchema(DatabaseObject found) =>
        found.Key.Class == PgNamespace
        && before.ByKey.TryGetValue(found.Key, out var then)
        && then.Identity != found.Identity;

    private static bool IsOfServer(ObjectKey key) =>
        key is { Class: PgClass or PgProc or PgType or PgDescription, Oid: < FirstOfUsers };

    /// <summary>A column is there as long as its table is, unless that has changed.</summary>
    private static ObjectKey Whole(ObjectKey key) =>
        key.Class == PgClass ? key with { Column = 0 } : key;

    private bool Has(string set) => _changed.Rows.Exists(row => row.Set == set);

    private HashSet<long> Set(string name) =>
        [.. _changed.Rows.Where(row => row.Set == name).SelectMany(row => row.Oids)];
}
