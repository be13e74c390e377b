using System.Text.RegularExpressions;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;

namespace OpsCenter.Conformance.Writers;

/// <summary>Rows for partitions that the base does not have: generated values seldom fall into their bounds.</summary>
internal static partial class NewPartitions
{
    private const string Sql = """
        select c.oid::regclass::text, i.inhparent::regclass::text, format('%I.%I', n.nspname, r.relname),
            array(select quote_ident(a.attname)
                from unnest(p.partattrs::int2[]) with ordinality k (att, ord)
                left join pg_catalog.pg_attribute a on a.attrelid = i.inhparent and a.attnum = k.att
                order by k.ord),
            pg_catalog.pg_get_expr(c.relpartbound, c.oid)
        from pg_catalog.pg_class c
        join pg_catalog.pg_inherits i on i.inhrelid = c.oid
        join pg_catalog.pg_partitioned_table p on p.partrelid = i.inhparent
        join pg_catalog.pg_class r on r.oid = pg_catalog.pg_partition_root(c.oid)
        join pg_catalog.pg_namespace n on n.oid = r.relnamespace
        where c.relispartition and c.relkind in ('r', 'p')
        order by 1
        """;

    /// <summary>A row for each, if its bounds say which.</summary>
    /// <param name="before">The base.</param>
    /// <param name="after">The migrated database.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<IReadOnlyList<Allowance>> OfAsync(
        ScratchDatabase before,
        ScratchDatabase after,
        CancellationToken cancellation
    )
    {
        var now = (await ReadAsync(after, cancellation)).ToDictionary(
            partition => partition.Name,
            StringComparer.Ordinal
        );
        if (now.Count == 0)
        {
            return [];
        }

        var known = (await ReadAsync(before, cancellation))
            .Select(partition => partition.Name)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. now
                .Values.Where(partition => !known.Contains(partition.Name))
                .Select(partition =>
                    RowOf(partition, now) is { } row
                        ? new Allowance(partition.Root, null, null, []) { Row = row }
                        : null
                )
                .OfType<Allowance>(),
        ];
    }

    /// <summary>The quoted tables that were partitions in the base. Copies of a database keep the OIDs.</summary>
    public static async Task<IReadOnlySet<string>> FormerAsync(
        ScratchDatabase before,
        ScratchDatabase after,
        CancellationToken cancellation
    )
    {
        var oids = await before.ScalarAsync<long[]>(
            "select coalesce(array_agg(oid::bigint), '{}') from pg_catalog.pg_class where relispartition",
            cancellation
        );
        if (oids is not { Length: > 0 })
        {
            return new HashSet<string>(StringComparer.Ordinal);
        }

        var names = await after.ScalarAsync<string[]>(
            "select coalesce(array_agg(format('%I.%I', n.nspname, c.relname)), '{}') from pg_catalog.pg_class c "
                + "join pg_catalog.pg_namespace n on n.oid = c.relnamespace "
                + $"where not c.relispartition and c.oid::bigint in ({string.Join(", ", oids)})",
            cancellation
        );
        return (names ?? []).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<Partition>> ReadAsync(
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        await using var command = database.DataSource.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var partitions = new List<Partition>();
        while (await reader.ReadAsync(cancellation))
        {
            partitions.Add(
                new Partition(
                    reader.GetString(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    reader.GetFieldValue<string?[]>(3),
                    reader.GetString(4)
                )
            );
        }

        return partitions;
    }

    /// <summary>Values of the keys of the partition and of those above it.</summary>
    private static Dictionary<string, GeneratedValue>? RowOf(
        Partition partition,
        IReadOnlyDictionary<string, Partition> all
    )
    {
        var row = new Dictionary<string, GeneratedValue>(StringComparer.Ordinal);
        for (var at = partition; at is not null; at = all.GetValueOrDefault(at.Parent))
        {
            var values = Bound.Match(at.Definition) is { Success: true } bound
                ? Literal.Matches(bound.Groups["values"].Value).Select(one => one.Value).ToArray()
                : [];
            // A list names several values of one column, a range the first value of each.
            if (
                values.Length < at.Key.Count
                || at.Key.Any(column => column is null)
                || values[..at.Key.Count].Any(value => value is "MINVALUE" or "MAXVALUE")
            )
            {
                return null;
            }

            foreach (var (column, value) in at.Key.Zip(values))
            {
                row[column!] = GeneratedValue.Plain(
                    value[0] == '\'' || value == "NULL" ? value : $"'{value}'"
                );
            }
        }

        return row;
    }

    [GeneratedRegex(
        @"^FOR VALUES (IN|FROM) \((?<values>('([^']|'')*'|[^')])*)\)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Bound { get; }

    [GeneratedRegex(@"'([^']|'')*'|[-\w.]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Literal { get; }

    private sealed record Partition(
        string Name,
        string Parent,
        string Root,
        IReadOnlyList<string?> Key,
        string Definition
    );
}
