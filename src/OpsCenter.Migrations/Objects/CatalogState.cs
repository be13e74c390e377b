using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Objects;

/// <summary>The catalogs at the moment of an image: from which transaction on a row may be newer, and what no row of an object shows.</summary>
/// <param name="Oldest">The oldest transaction that was open.</param>
/// <param name="Next">The first transaction after all that were complete.</param>
/// <param name="Own">The transaction of the session; null if it has written nothing.</param>
/// <param name="Roles">All roles of the server with what is set for them, and their members.</param>
/// <param name="Members">The members of all extensions, and the mappings of text search configurations.</param>
/// <param name="Published">The tables of all publications.</param>
/// <param name="Settings">What is set for the database, and the rights that new objects get.</param>
internal sealed record CatalogState(
    ulong Oldest,
    ulong Next,
    ulong? Own,
    string Roles,
    string Members,
    string Published,
    string Settings
)
{
    private static readonly string Sql = EmbeddedSql.Read("Objects/state.sql");

    /// <summary>The parents of each table that has some, in their order.</summary>
    public required ILookup<long, long> Parents { get; init; }

    /// <summary>Whether no other transaction was open, or complete after the oldest one began.</summary>
    private bool IsAlone => Oldest == Next && (Own is null || Own == Next);

    /// <summary>The query for it.</summary>
    public static SessionRead<CatalogState> Ask() => new(new SessionQuery(Sql), Read);

    /// <summary>Whether only the transaction of this session can have changed anything since an earlier state.</summary>
    public bool IsOnlyOwnSince(CatalogState earlier)
    {
        var expected = earlier.Own is { } own ? own + 1 : earlier.Next;
        return earlier.IsAlone && Next == expected && (Own is null || Own == expected);
    }

    /// <summary>The tables with other parents than in an earlier state.</summary>
    public IEnumerable<long> OtherParents(CatalogState earlier) =>
        Parents
            .Select(children => children.Key)
            .Union(earlier.Parents.Select(children => children.Key))
            .Where(child => !Parents[child].SequenceEqual(earlier.Parents[child]));

    private static CatalogState Read(NpgsqlDataReader row)
    {
        var children = row.GetFieldValue<long[]>(6);
        var parents = row.GetFieldValue<long[]>(7);
        return new CatalogState(
            Number(row.GetString(0)),
            Number(row.GetString(1)),
            row.GetString(2) is { Length: > 0 } own ? Number(own) : null,
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.GetString(8)
        )
        {
            Parents = children.Zip(parents).ToLookup(pair => pair.First, pair => pair.Second),
        };
    }

    private static ulong Number(string text) =>
        ulong.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
