using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>What a migration's script recorded as its own creation, by identity: everything else was there before it.</summary>
internal sealed class CreatedObjects
{
    private static readonly CreatedObjects None = new([]);

    private readonly HashSet<(long Table, short Column)> _columns;

    private CreatedObjects(List<Row> rows)
    {
        _columns =
        [
            .. rows.Where(row => row is { Kind: "column", Table: not null, Column: not null })
                .Select(row => (row.Table!.Value, row.Column!.Value)),
        ];
        // Columns have no oid of their own; a table's may stand in either place.
        Oids =
        [
            .. rows.Where(row => row.Kind != "column" && row.Object is not null)
                .Select(row => row.Object!.Value),
            .. rows.Where(row => row.Kind == "table" && row.Table is not null)
                .Select(row => row.Table!.Value),
        ];
    }

    /// <summary>Tables, indexes, sequences, constraints and whatever else has an oid.</summary>
    public long[] Oids { get; }

    public static async Task<CreatedObjects> ReadAsync(
        DatabaseSession session,
        Migration migration,
        CancellationToken cancellation
    )
    {
        if (!await BookSchema.HasTableAsync(session, "created_object", cancellation))
        {
            return None;
        }

        return new CreatedObjects(
            await session.QueryAsync(
                """
                select kind, table_oid::bigint, object_oid::bigint, column_number
                from opscenter.created_object
                where migration = $1
                """,
                row => new Row(
                    row.GetString(0),
                    row.IsDBNull(1) ? null : row.GetInt64(1),
                    row.IsDBNull(2) ? null : row.GetInt64(2),
                    row.IsDBNull(3) ? null : row.GetInt16(3)
                ),
                cancellation,
                migration.Name
            )
        );
    }

    public bool HasTable(long table) => Array.IndexOf(Oids, table) >= 0;

    public bool HasColumn(long table, short column) => _columns.Contains((table, column));

    private sealed record Row(string Kind, long? Table, long? Object, short? Column);
}
