using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>The archives of the pairs that a backup replaces, and of those that stay.</summary>
/// <param name="filed">The metadata in the backup.</param>
/// <param name="numbers">The pairs that it replaces: their numbers in the backup, and here.</param>
/// <param name="areRecorded">Whether the database has a table of archives.</param>
internal sealed class ReplacedArchives(
    FiledMetadata filed,
    IReadOnlyDictionary<int, int> numbers,
    bool areRecorded
)
{
    /// <summary>Schema and name of each archive, here or in the file, of a pair that is not replaced.</summary>
    /// <exception cref="RestoreRefusedException">One of them has the name of an archive that the backup would restore.</exception>
    public async Task<HashSet<(string Schema, string Name)>> ThatStayAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var here = areRecorded
            ? await session.QueryAsync(
                "select archive_schema::text, archive_table::text from only opscenter.archive where not pair = any ($1)",
                row => (row.GetString(0), row.GetString(1)),
                cancellation,
                (object)numbers.Values.ToArray()
            )
            : [];
        RefuseShared(here.Intersect(Filed(areReplaced: true)).ToList());
        return [.. here, .. Filed(areReplaced: false)];
    }

    private IEnumerable<(string Schema, string Name)> Filed(bool areReplaced) =>
        filed.Table("archive") is { } table
            ? from row in table.Rows
            where numbers.ContainsKey(FiledMetadata.Number(table, row, "pair")) == areReplaced
            select (table.Value(row, "archive_schema")!, table.Value(row, "archive_table")!)
            : [];

    /// <summary>The backup's rows would be taken for those of the other pair, or would replace them.</summary>
    private static void RefuseShared(List<(string Schema, string Name)> shared)
    {
        if (shared.Count > 0)
        {
            throw new RestoreRefusedException(
                $"The backup has archives whose names archives of another schema have here: {string.Join(", ", shared.Select(archive => $"{archive.Schema}.{archive.Name}"))}. "
                    + "Nothing was touched.",
                "Restore beside it, and copy from there what is needed: --into <new database>."
            );
        }
    }
}
