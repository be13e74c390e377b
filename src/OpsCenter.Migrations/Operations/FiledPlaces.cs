using System.Globalization;
using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Operations;

/// <summary>
/// Where the tables of the pairs in a backup were when it was taken. The record has the name that the schema had when a migration was last
/// run; renamed since, the name may be that of another pair.
/// </summary>
/// <param name="pairs">The rows of <c>opscenter.pair</c> in the file.</param>
/// <param name="contents">Of the file.</param>
internal sealed class FiledPlaces(FiledTable pairs, Contents contents)
{
    private readonly uint _record = contents
        .TableData.First(entry => FiledMetadata.IsHeldBy(entry, "pair"))
        .Oid;

    /// <summary>The pairs whose tables the file has, or may have: in a copy the record has OIDs of another database.</summary>
    public IEnumerable<(int Number, string Schema)> Pairs =>
        from row in pairs.Rows
        where !IsCurrent(row) || TableOf(row).Count > 0
        select (FiledMetadata.Number(pairs, row, "number"), Schema(row));

    /// <summary>Their record would be written over that of another pair, or would not be found.</summary>
    /// <exception cref="RestoreRefusedException">A schema was renamed before the backup, and no migration was run since.</exception>
    public void RefuseRenamed()
    {
        var renamed = pairs
            .Rows.Where(row =>
                IsCurrent(row)
                && TableOf(row) is { Count: > 0 } there
                && !there.Exists(name =>
                    name.StartsWith(
                        $"{ContentsEntry.Listed(Schema(row))} ",
                        StringComparison.Ordinal
                    )
                )
            )
            .Select(Schema)
            .ToList();
        if (renamed.Count > 0)
        {
            throw new RestoreRefusedException(
                $"Schema {string.Join(", ", renamed)} was renamed before the backup was taken, and the record of its migrations in the backup has the "
                    + "old name. Nothing was touched.",
                "Restore beside it, and copy from there what is needed: --into <new database>."
            );
        }
    }

    private bool IsCurrent(string[] row) => Oid(row, "record_oid") == _record;

    private string Schema(string[] row) => pairs.Value(row, "schema_name")!;

    private uint Oid(string[] row, string column) =>
        uint.Parse(pairs.Value(row, column)!, CultureInfo.InvariantCulture);

    /// <summary>The lines about the first table of a pair: schema, name and owner.</summary>
    private List<string> TableOf(string[] row)
    {
        var table = Oid(row, "table_oid");
        return
        [
            .. contents
                .Entries.Where(entry =>
                    entry.Oid == table && (entry.IsTableData || entry.IsKind("TABLE"))
                )
                .Select(entry =>
                    entry.IsTableData ? entry.TableName : entry.Text["TABLE ".Length..]
                ),
        ];
    }
}
