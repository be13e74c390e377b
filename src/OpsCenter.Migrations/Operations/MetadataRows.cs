using System.Globalization;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>Puts the rows that a backup has of some pairs in the place of those that are there.</summary>
/// <param name="session">In the transaction of the restore.</param>
/// <param name="filed">What the backup has.</param>
/// <param name="numbers">The pairs: their numbers in the backup, and here.</param>
internal sealed class MetadataRows(
    DatabaseSession session,
    FiledMetadata filed,
    IReadOnlyDictionary<int, int> numbers
)
{
    private const string OfPairs = "pair = any ($1::pg_catalog.int4[])";

    /// <summary>In an order that foreign keys admit.</summary>
    private static readonly (string Name, string Condition)[] Removals =
    [
        (
            "digest",
            $"journal_id in (select j.id from only opscenter.journal as j where j.{OfPairs})"
        ),
        ("journal", OfPairs),
        ("created_object", OfPairs),
        ("migration", OfPairs),
        // An archive that came since the backup is still there, with its rows.
        (
            "archive",
            $"""
            {OfPairs} and (
                state <> 'complete'
                or pg_catalog.to_regclass(pg_catalog.format('%I.%I', archive_schema, archive_table)) is null
                or archive_schema || '.' || archive_table = any ($2::pg_catalog.text[]))
            """
        ),
        // It remembers marks of the catalogs, which are others now.
        ("known_whole", "true"),
        ("pair", "number = any ($1::pg_catalog.int4[])"),
    ];

    /// <param name="there">The metadata tables that are there.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task ReplaceAsync(IReadOnlyList<string> there, CancellationToken cancellation)
    {
        if (!await HasPairsAsync("journal", cancellation))
        {
            // A journal of an earlier release: its rows are told apart by the tables that were digested.
            there = [.. there.Except(["journal", "digest"], StringComparer.Ordinal)];
        }

        await RemoveAsync(there, cancellation);
        long shift = 0;
        foreach (
            var name in FiledMetadata.Names.Where(name =>
                there.Contains(name, StringComparer.Ordinal)
            )
        )
        {
            if (name == "known_whole" || filed.Table(name) is not { } table)
            {
                continue;
            }

            if (name == "journal")
            {
                shift = await ShiftAsync(table, cancellation);
            }

            await InsertAsync(name, table, shift, cancellation);
        }

        if (there.Contains("journal", StringComparer.Ordinal))
        {
            await session.ExecuteAsync(
                """
                select pg_catalog.setval(s.name::pg_catalog.regclass, greatest(j.last, pg_catalog.pg_sequence_last_value(s.name::pg_catalog.regclass)))
                from (select pg_catalog.pg_get_serial_sequence('opscenter.journal', 'id') as name) as s
                cross join (select max(id) as last from only opscenter.journal) as j
                where j.last is not null
                """,
                cancellation
            );
        }
    }

    private async Task RemoveAsync(IReadOnlyList<string> there, CancellationToken cancellation)
    {
        int[] here = [.. numbers.Values];
        var filedArchives = filed.Table("archive") is { } archives
            ? archives.Rows.Select(row =>
                $"{archives.Value(row, "archive_schema")}.{archives.Value(row, "archive_table")}"
            )
            : [];
        foreach (
            var (name, condition) in Removals.Where(removal =>
                there.Contains(removal.Name, StringComparer.Ordinal)
            )
        )
        {
            await session.ExecuteAsync(
                $"delete from only opscenter.{name} where {condition} and $1 is not null and $2 is not null",
                cancellation,
                here,
                filedArchives.ToArray()
            );
        }
    }

    /// <summary>How far the ids of the file's journal have to move: none of them may be taken by another pair's row.</summary>
    private async Task<long> ShiftAsync(FiledTable journal, CancellationToken cancellation)
    {
        var ids = Kept("journal", journal)
            .Select(row => long.Parse(journal.Value(row, "id")!, CultureInfo.InvariantCulture))
            .ToArray();
        var last = await session.QueryAsync(
            "select coalesce(max(id), 0) from only opscenter.journal having coalesce(pg_catalog.bool_or(id = any ($1)), false)",
            row => row.GetInt64(0),
            cancellation,
            (object)ids
        );
        return last.Count == 0 ? 0 : last[0];
    }

    private Task<bool> HasPairsAsync(string name, CancellationToken cancellation) =>
        session.ScalarAsync<bool>(
            """
            select exists (
                select from pg_catalog.pg_attribute a
                where a.attrelid = pg_catalog.to_regclass($1) and a.attname = 'pair' and not a.attisdropped)
            """,
            cancellation,
            $"opscenter.{name}"
        );

    private async Task InsertAsync(
        string name,
        FiledTable table,
        long shift,
        CancellationToken cancellation
    )
    {
        var columns = (
            await session.QueryAsync(
                "select attname::text from pg_catalog.pg_attribute where attrelid = $1::pg_catalog.regclass and attnum > 0 and not attisdropped",
                row => row.GetString(0),
                cancellation,
                $"opscenter.{name}"
            )
        )
            // Its ids are unique in the whole table; nothing refers to them.
            .Where(column => !(name == "created_object" && column == "id"))
            .Intersect(table.Columns, StringComparer.Ordinal)
            .ToList();
        await using var copy = await session.Connection.BeginTextImportAsync(
            $"copy opscenter.{name} ({string.Join(", ", columns)}) from stdin",
            cancellation
        );
        foreach (var row in Kept(name, table))
        {
            var fields = columns.Select(column => Field(name, table, row, column, shift));
            await copy.WriteAsync($"{string.Join('\t', fields)}\n".AsMemory(), cancellation);
        }
    }

    /// <summary>The rows of the pairs.</summary>
    private IEnumerable<string[]> Kept(string name, FiledTable table)
    {
        var column = name == "pair" ? "number" : "pair";
        if (name != "digest" && !table.Columns.Contains(column, StringComparer.Ordinal))
        {
            return [];
        }

        if (name != "digest")
        {
            return table.Rows.Where(row =>
                table.Value(row, column) is { } pair
                && numbers.ContainsKey(int.Parse(pair, CultureInfo.InvariantCulture))
            );
        }

        var journal = filed.Table("journal")!;
        var ids = Kept("journal", journal)
            .Select(row => journal.Value(row, "id"))
            .ToHashSet(StringComparer.Ordinal);
        return table.Rows.Where(row => ids.Contains(table.Value(row, "journal_id")));
    }

    private string Field(string name, FiledTable table, string[] row, string column, long shift) =>
        (name, column) switch
        {
            ("pair", "number") or (_, "pair") => numbers[FiledMetadata.Number(table, row, column)]
                .ToString(CultureInfo.InvariantCulture),
            // No table's oid: the tables that the row tells of are new, and are found by their names.
            (_, "record_oid") => "0",
            ("journal", "id") or ("digest", "journal_id") => (
                long.Parse(table.Value(row, column)!, CultureInfo.InvariantCulture) + shift
            ).ToString(CultureInfo.InvariantCulture),
            _ => row[table.IndexOf(column)],
        };
}
