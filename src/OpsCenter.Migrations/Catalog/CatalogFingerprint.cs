using System.Data;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Catalog;

/// <summary>
/// A digest of every row of the system catalogs that describe the schema: two equal ones mean that nothing stayed, not even an
/// object outside the schemas that anybody thought of. Estimates and transaction ids, which change by themselves, are left out.
/// </summary>
internal sealed record CatalogFingerprint(IReadOnlyDictionary<string, string> Digests)
{
    private static readonly string[] Volatile =
    [
        "relpages",
        "reltuples",
        "relallvisible",
        "relallfrozen",
        "relfrozenxid",
        "relminmxid",
        // Reset lazily by VACUUM once the last index, rule or trigger is gone.
        "relhasindex",
        "relhasrules",
        "relhastriggers",
        "relhassubclass",
        "indcheckxmin",
    ];

    // Other sessions' temporary tables come and go.
    private static readonly (string Catalog, string Where)[] Catalogs =
    [
        ("pg_class", "t.relpersistence <> 't'"),
        ("pg_attribute", Not("t.attrelid")),
        ("pg_attrdef", Not("t.adrelid")),
        ("pg_constraint", Not("t.conrelid")),
        ("pg_index", Not("t.indrelid")),
        ("pg_inherits", Not("t.inhrelid")),
        ("pg_trigger", Not("t.tgrelid")),
        ("pg_rewrite", Not("t.ev_class")),
        ("pg_policy", "true"),
        ("pg_sequence", Not("t.seqrelid")),
        ("pg_namespace", "t.nspname !~ '^pg_(toast_)?temp_'"),
        (
            "pg_type",
            "not exists (select from pg_catalog.pg_namespace n where n.oid = t.typnamespace and n.nspname ~ '^pg_(toast_)?temp_')"
        ),
        ("pg_proc", "true"),
        ("pg_enum", "true"),
        ("pg_cast", "true"),
        ("pg_collation", "true"),
        ("pg_operator", "true"),
        ("pg_opclass", "true"),
        ("pg_extension", "true"),
        ("pg_event_trigger", "true"),
        ("pg_statistic_ext", "true"),
        ("pg_description", "true"),
        ("pg_default_acl", "true"),
        ("pg_publication", "true"),
        ("pg_publication_rel", "true"),
        ("pg_foreign_table", "true"),
        ("pg_largeobject_metadata", "true"),
    ];

    /// <summary>The catalogs in which the other fingerprint differs.</summary>
    public IReadOnlyList<string> Differences(CatalogFingerprint other) =>
        [
            .. Digests
                .Where(digest => other.Digests[digest.Key] != digest.Value)
                .Select(digest => digest.Key),
        ];

    /// <summary>Takes the fingerprint of the database in a transaction of its own.</summary>
    public static async Task<CatalogFingerprint> TakeAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        await session.BeginAsync(IsolationLevel.RepeatableRead, cancellation);
        try
        {
            await PinnedSettings.ApplyAsync(session, cancellation);
            var algorithm = DigestAlgorithm.For(session.ServerMajor);
            var columns = await ColumnsAsync(session, cancellation);
            var digests = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (catalog, where) in Catalogs)
            {
                var query = algorithm.Query($"pg_catalog.{catalog}", columns[catalog]);
                var rows = await session.QueryAsync(
                    $"{query} where {where}",
                    row => $"{row.GetInt64(0)}:{row.GetString(1)}",
                    cancellation
                );
                digests.Add(catalog, rows[0]);
            }

            return new CatalogFingerprint(digests);
        }
        finally
        {
            await session.RollbackAsync();
        }
    }

    private static string Not(string oid) =>
        $"not exists (select from pg_catalog.pg_class c where c.oid = {oid} and c.relpersistence = 't')";

    private static async Task<ILookup<string, (string Name, uint Type)>> ColumnsAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            """
            select c.relname::text, a.attname::text, a.atttypid
            from pg_catalog.pg_class c
            join pg_catalog.pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'pg_catalog'::regnamespace and c.relname = any ($1)
              and (a.attnum > 0 or a.attname = 'oid') and not a.attisdropped and not a.attname = any ($2)
            order by c.relname, a.attnum
            """,
            row =>
                (
                    Catalog: row.GetString(0),
                    Column: (Name: row.GetString(1), Type: row.GetFieldValue<uint>(2))
                ),
            cancellation,
            Catalogs.Select(catalog => catalog.Catalog).ToArray(),
            Volatile
        );
        return rows.ToLookup(row => row.Catalog, row => row.Column, StringComparer.Ordinal);
    }
}
