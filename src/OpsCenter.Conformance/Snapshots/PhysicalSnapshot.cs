using System.Globalization;
using Npgsql;

namespace OpsCenter.Conformance.Snapshots;

/// <summary>
/// The row versions (ctid and xmin) and files of all tables and catalogs. If two are equal, nothing was written between
/// them, not even an unchanged value. Statistics and in-place updates of estimates are left out.
/// </summary>
public sealed class PhysicalSnapshot
{
    private static readonly string[] Catalogs =
    [
        "pg_class",
        "pg_attribute",
        "pg_attrdef",
        "pg_constraint",
        "pg_index",
        "pg_inherits",
        "pg_trigger",
        "pg_rewrite",
        "pg_policy",
        "pg_sequence",
        "pg_namespace",
        "pg_type",
        "pg_proc",
        "pg_enum",
        "pg_cast",
        "pg_collation",
        "pg_operator",
        "pg_opclass",
        "pg_extension",
        "pg_event_trigger",
        "pg_statistic_ext",
        "pg_description",
        "pg_depend",
        "pg_default_acl",
        "pg_publication",
        "pg_publication_rel",
        "pg_partitioned_table",
        "pg_foreign_table",
        "pg_largeobject_metadata",
    ];

    private readonly IReadOnlyDictionary<string, string> _parts;

    private PhysicalSnapshot(IReadOnlyDictionary<string, string> parts) => _parts = parts;

    /// <summary>Takes a snapshot.</summary>
    public static async Task<PhysicalSnapshot> TakeAsync(
        NpgsqlDataSource dataSource,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        await using var connection = await dataSource.OpenConnectionAsync(cancellation);
        var (tables, sequences) = await DataCatalog.ReadAsync(connection, [], cancellation);
        var parts = Catalogs
            .Select(catalog => Part($"pg_catalog.{catalog}"))
            .Concat(tables.Select(table => table.IsPartitioned ? Tree(table) : Part(table.Name)))
            .Concat(sequences.Select(Position));
        await using var command = new NpgsqlCommand(
            string.Join("\nunion all\n", parts),
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
        {
            read[reader.GetString(0)] = reader.GetString(1);
        }

        return new PhysicalSnapshot(read);
    }

    /// <summary>The catalogs, tables and sequences that were written before the later snapshot.</summary>
    public IReadOnlyList<string> WritesUntil(PhysicalSnapshot later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return
        [
            .. _parts
                .Keys.Union(later._parts.Keys, StringComparer.Ordinal)
                .Where(key => _parts.GetValueOrDefault(key) != later._parts.GetValueOrDefault(key))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Part(string table) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            select {Literal(table)}, coalesce(pg_catalog.pg_relation_filenode({Literal(
                table
            )})::text, '') || ':' || count(*) || ':' ||
                coalesce(sum(pg_catalog.hashtextextended(t.ctid::text || ' ' || t.xmin::text, 0)), 0) from only {table} t
            """
        );

    private static string Tree(TableRows table) =>
        $"""
            select {Literal(
                table.Name
            )}, (select coalesce(pg_catalog.string_agg(pg_catalog.pg_relation_filenode(p.relid)::text, ',' order by p.relid), '')
                    from pg_catalog.pg_partition_tree({Literal(
                table.Name
            )}) p) || ':' || count(*) || ':' ||
                coalesce(sum(pg_catalog.hashtextextended(t.tableoid::text || ' ' || t.ctid::text || ' ' || t.xmin::text, 0)), 0)
            from {Rows(table)} t
            """;

    private static string Rows(TableRows table) =>
        table.LocalPartitions switch
        {
            null => table.Name,
            [] =>
                "(select null::oid as tableoid, null::tid as ctid, null::xid as xmin where false)",
            var partitions =>
                $"({string.Join(" union all ", partitions.Select(partition => $"select tableoid, ctid, xmin from only {partition}"))})",
        };

    private static string Position(string sequence) =>
        $"select {Literal(sequence)}, s.last_value || ' ' || s.is_called || ' ' || s.log_cnt from {sequence} s";

    private static string Literal(string text) =>
        $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
