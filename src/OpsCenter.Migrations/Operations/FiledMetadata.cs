using System.Globalization;
using OpsCenter.Migrations.Backup;

namespace OpsCenter.Migrations.Operations;

/// <summary>The migration metadata in a backup: its schema <c>opscenter</c> has the rows of every pair of the database.</summary>
internal sealed class FiledMetadata(IReadOnlyDictionary<string, FiledTable> tables)
{
    /// <summary>The tables, in an order in which their rows can be inserted.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "pair",
        "migration",
        "created_object",
        "archive",
        "journal",
        "digest",
        "known_whole",
    ];

    /// <summary>A pair of the file: its number there, and its schema.</summary>
    public IEnumerable<(int Number, string Schema)> Pairs =>
        Table("pair") is { } pairs
            ? pairs.Rows.Select(row =>
                (Number(pairs, row, "number"), pairs.Value(row, "schema_name")!)
            )
            : [];

    public FiledTable? Table(string name) => tables.GetValueOrDefault(name);

    public static int Number(FiledTable table, string[] row, string column) =>
        int.Parse(table.Value(row, column)!, CultureInfo.InvariantCulture);

    /// <summary>Whether a line of the contents is the rows of a metadata table.</summary>
    public static bool IsHeldBy(ContentsEntry entry, string table) =>
        entry.IsTableData
        && entry.TableName.StartsWith($"opscenter {table} ", StringComparison.Ordinal);

    /// <summary>Reads it; null if the file has none in which pairs are numbered.</summary>
    public static async Task<FiledMetadata?> ReadAsync(
        ClientTools tools,
        string file,
        Contents contents,
        CancellationToken cancellation
    )
    {
        var entries = contents
            .TableData.Where(entry => Names.Any(name => IsHeldBy(entry, name)))
            .ToList();
        if (!entries.Exists(entry => IsHeldBy(entry, "pair")))
        {
            return null;
        }

        using var list = new RestoreList(entries);
        using var rows = new FiledRows();
        await DataSection.ReadAsync(tools, file, list, rows, cancellation);
        return new FiledMetadata(rows.Tables);
    }
}
