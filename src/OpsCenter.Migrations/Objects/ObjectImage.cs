using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Objects;

/// <summary>All objects of a database at one moment, as a session sees them in its transaction.</summary>
internal sealed class ObjectImage
{
    // The definitions of some objects are a big query over small tables: compiling or planning it takes longer than running it.
    internal const string Settings =
        "select pg_catalog.set_config('jit', 'off', true), pg_catalog.set_config('plan_cache_mode', 'force_generic_plan', true)";

    private const string FirstBranch = "\nselect 'schema'";

    private const string Between = "\nunion all\n";

    private static readonly string Sql = EmbeddedSql.Read("Objects/objects.sql");

    private static readonly string All = Where(Sql, "", "", "");

    internal ObjectImage(IReadOnlyList<DatabaseObject> objects, CatalogState state)
    {
        Objects = objects;
        ByKey = objects.ToDictionary(found => found.Key);
        State = state;
    }

    public IReadOnlyList<DatabaseObject> Objects { get; }

    public IReadOnlyDictionary<ObjectKey, DatabaseObject> ByKey { get; }

    /// <summary>The catalogs before it was read.</summary>
    public CatalogState State { get; }

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
    )
    {
        var state = CatalogState.Ask();
        var objects = new SessionRead<DatabaseObject>(
            new SessionQuery(All, (object)without.ToArray()),
            Read
        );
        // In one round trip the settings last as long, in an open transaction until its end.
        await session.ReadAsync(
            [new SessionCommand(Settings), state, objects],
            cancellation,
            prepared: true
        );
        return new ObjectImage(objects.Rows, state.Rows[0]);
    }

    /// <summary>The query for the objects of some relations, and for some others.</summary>
    /// <param name="without">Schemas that do not count.</param>
    /// <param name="relations">The relations.</param>
    /// <param name="functions">The functions.</param>
    /// <param name="types">The types.</param>
    /// <param name="lists">Whether those are read, too, that are always read whole.</param>
    internal static SessionRead<DatabaseObject> Ask(
        IReadOnlyList<string> without,
        IReadOnlySet<long> relations,
        IReadOnlySet<long> functions,
        IReadOnlySet<long> types,
        bool lists
    )
    {
        // To begin a big query takes longer than to run a small one.
        var start = Sql.IndexOf(FirstBranch, StringComparison.Ordinal);
        var branches = Sql[start..]
            .Split(Between)
            .Where(branch =>
                branch.Contains("{{list}}", StringComparison.Ordinal) ? lists
                : branch.Contains("{{function}}", StringComparison.Ordinal) ? functions.Count > 0
                : branch.Contains("{{type}}", StringComparison.Ordinal) ? types.Count > 0
                : relations.Count > 0
            );
        return new SessionRead<DatabaseObject>(
            new SessionQuery(
                Where(
                    $"{Sql[..start]}\n{string.Join(Between, branches)}",
                    "and c.oid = any ($2::oid[])",
                    "and f.oid = any ($3::oid[])",
                    "and t.oid = any ($4::oid[])"
                ),
                without.ToArray(),
                relations.ToArray(),
                functions.ToArray(),
                types.ToArray()
            ),
            Read
        );
    }

    private static DatabaseObject Read(NpgsqlDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            new ObjectKey(row.GetInt64(2), row.GetInt64(3), row.GetInt32(4)),
            row.IsDBNull(5) ? null : row.GetString(5),
            row.GetString(6)
        )
        {
            File = row.GetInt64(7),
            HasFile = row.GetBoolean(8),
        };

    private static string Where(string sql, string relation, string function, string type) =>
        sql.Replace("{{relation}}", relation, StringComparison.Ordinal)
            .Replace("{{function}}", function, StringComparison.Ordinal)
            .Replace("{{type}}", type, StringComparison.Ordinal)
            .Replace("{{list}}", "", StringComparison.Ordinal);
}
