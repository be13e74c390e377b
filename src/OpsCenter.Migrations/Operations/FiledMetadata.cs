using System.Globalization;
using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Operations;

/// <summary>The migration metadata in a backup: its schema <c>opscenter</c> has the rows of every pair of the database.</summary>
internal sealed class FiledMetadata(
    IReadOnlyDictionary<string, FiledTable> tables,
    FiledPlaces? places
)
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

    /// <summary>The pairs of the file whose tables it may have: their numbers there, and their schemas.</summary>
    public IEnumerable<(int Number, string Schema)> Pairs => places?.Pairs ?? [];

    /// <exception cref="RestoreRefusedException">See <see cref="FiledPlaces.RefuseRenamed"/>.</exception>
    public void RefuseRenamed() => places?.RefuseRenamed();

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
        return new FiledMetadata(
            rows.Tables,
            rows.Tables.TryGetValue("pair", out var pairs) ? new FiledPlaces(pairs, contents) : null
        );
    }
}
