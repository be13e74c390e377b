using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>
/// Sets back the metadata of those pairs only whose tables a replacement replaces. The tables of schema opscenter stay where they are there:
/// the rows, journal, digests and archives of the other pairs are not touched.
/// </summary>
internal sealed class MetadataMerge
{
    // A schema may have been renamed since the pair was recorded. The rule is that of Pair.
    private const string Pairs = """
        select p.number, coalesce(n.nspname, p.schema_name)::text, c.oid,
            array(select m.name from only opscenter.migration m where m.pair = p.number order by m.name)
        from only opscenter.pair p
        left join pg_catalog.pg_class c on c.oid = p.table_oid and p.record_oid = p.tableoid
        left join pg_catalog.pg_namespace n on p.record_oid = p.tableoid and n.oid = coalesce(c.relnamespace, p.schema_oid)
        """;

    private readonly FiledMetadata _filed;

    /// <summary>The numbers that the file's pairs have here. A pair that is not in it stays as it is.</summary>
    private readonly IReadOnlyDictionary<int, int> _numbers;

    private MetadataMerge(
        FiledMetadata filed,
        IReadOnlyDictionary<int, int> numbers,
        Contents contents
    )
    {
        _filed = filed;
        _numbers = numbers;
        Contents = contents;
    }

    /// <summary>What of the file is restored as usual: no metadata that is there, and no archive of a pair that stays.</summary>
    public Contents Contents { get; }

    /// <summary>Null where the metadata is replaced as a whole: the file or the database has none, or has that of an earlier release.</summary>
    /// <exception cref="RestoreRefusedException">The record of a pair would be lost, or would no longer be true.</exception>
    public static async Task<MetadataMerge?> PrepareAsync(
        DatabaseSession session,
        ClientTools tools,
        string file,
        Contents contents,
        CancellationToken cancellation
    )
    {
        var there = await ThereAsync(session, cancellation);
        var recorded = there.Contains("pair", StringComparer.Ordinal)
            ? await RecordedAsync(session, there, cancellation)
            : [];
        var replaced = await ReplacedRelations.ReadAsync(session, contents, cancellation);
        var ours = recorded
            .Where(pair =>
                replaced.Exists(relation =>
                    pair.Anchor is { } anchor
                        ? relation.Oid == anchor
                        : relation.Schema == pair.Schema
                )
            )
            .ToList();
        var filed = await FiledMetadata.ReadAsync(tools, file, contents, cancellation);
        var isEarlier = there.Count > 0 && !there.Contains("pair", StringComparer.Ordinal);
        if (filed is null || isEarlier)
        {
            ReplacedRecord.RefuseForgotten(
                contents,
                recorded.Except(ours),
                isEarlier
                    ? await ReplacedRecord.EarlierAsync(session, there, cancellation)
                    : Applied(ours)
            );
            return null;
        }

        filed.RefuseRenamed();
        var numbers = Numbers(filed, recorded, ours, contents);
        ReplacedRecord.RefuseForgotten(
            Applied(ours.Where(pair => !HasRecord(filed, numbers, pair.Number)))
        );
        var archives = new ReplacedArchives(
            filed,
            numbers,
            there.Contains("archive", StringComparer.Ordinal)
        );
        return new MetadataMerge(
            filed,
            numbers,
            MetadataContents.Rest(
                contents,
                there,
                await archives.ThatStayAsync(session, cancellation)
            )
        );
    }

    /// <summary>Replaces the rows, in the transaction of the restore and after it.</summary>
    public async Task RunAsync(DatabaseSession session, CancellationToken cancellation)
    {
        await session.ExecuteAsync(
            "select pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true), pg_catalog.set_config('client_encoding', 'UTF8', true)",
            cancellation
        );
        await new MetadataRows(session, _filed, _numbers).ReplaceAsync(
            await ThereAsync(session, cancellation),
            cancellation
        );
    }

    private static IEnumerable<string> Applied(IEnumerable<RecordedPair> pairs) =>
        pairs.SelectMany(pair => pair.Applied).Distinct(StringComparer.Ordinal);

    private static bool HasRecord(FiledMetadata filed, Dictionary<int, int> numbers, int number) =>
        filed.Table("migration") is { } migrations
        && migrations.Rows.Any(row =>
            numbers.GetValueOrDefault(FiledMetadata.Number(migrations, row, "pair")) == number
        );

    private static Task<List<string>> ThereAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        session.QueryAsync(
            """
            select c.relname::text
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'opscenter' and c.relkind in ('r', 'p') and c.relname = any ($1)
            """,
            row => row.GetString(0),
            cancellation,
            (object)FiledMetadata.Names.ToArray()
        );

    private static Task<List<RecordedPair>> RecordedAsync(
        DatabaseSession session,
        List<string> there,
        CancellationToken cancellation
    ) =>
        session.QueryAsync(
            there.Contains("migration", StringComparer.Ordinal)
                ? Pairs
                : Pairs.Replace(
                    "select m.name from only opscenter.migration m where m.pair = p.number order by m.name",
                    "select null::text where false",
                    StringComparison.Ordinal
                ),
            row => new RecordedPair(
                row.GetInt32(0),
                row.GetString(1),
                row.IsDBNull(2) ? null : row.GetFieldValue<uint>(2),
                row.GetFieldValue<string[]>(3)
            ),
            cancellation
        );

    /// <summary>A pair keeps the number that it has here; one that is new here gets a free one.</summary>
    private static Dictionary<int, int> Numbers(
        FiledMetadata filed,
        List<RecordedPair> recorded,
        List<RecordedPair> ours,
        Contents contents
    )
    {
        var numbers = new Dictionary<int, int>();
        var next = recorded.Select(pair => pair.Number).DefaultIfEmpty(0).Max() + 1;
        foreach (var (number, schema) in filed.Pairs)
        {
            var known = recorded.FirstOrDefault(pair => pair.Schema == schema);
            if (known is null ? MetadataContents.Defines(contents, schema) : ours.Contains(known))
            {
                numbers[number] = known?.Number ?? next++;
            }
        }

        return numbers;
    }
}
