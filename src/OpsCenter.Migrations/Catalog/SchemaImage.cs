using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Catalog;

/// <summary>The tables in the schemas of the search_path at one moment, without the metadata in <c>opscenter</c>.</summary>
/// <param name="Tables">By schema and name.</param>
public sealed record SchemaImage(IReadOnlyList<TableImage> Tables)
{
    private const string Sql = """
        select c.oid::bigint, n.nspname::text, c.relname::text, a.attnum, a.attname::text,
            pg_catalog.format_type(a.atttypid, a.atttypmod)
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where n.nspname = any ($1) and n.nspname not in ('opscenter', 'pg_catalog')
          and c.relkind in ('r', 'p')
        order by n.nspname, c.relname, a.attnum
        """;

    /// <summary>The table of this name, in the first schema that has one; null if there is none.</summary>
    public TableImage? Find(string table) => Tables.FirstOrDefault(image => image.Name == table);

    /// <summary>This image without what the migration recorded as its own: what was there before it.</summary>
    public SchemaImage WithoutCreated() =>
        new([
            .. Tables
                .Where(table => !table.Created)
                .Select(table =>
                    table with
                    {
                        Columns = [.. table.Columns.Where(column => !column.Created)],
                    }
                ),
        ]);

    internal static async Task<SchemaImage> ReadAsync(
        DatabaseSession session,
        Migration migration,
        CancellationToken cancellation
    ) =>
        await ReadAsync(
            session,
            migration,
            await Metadata.ReadAsync(session, migration, cancellation),
            cancellation
        );

    /// <param name="session">Whose search_path it is of.</param>
    /// <param name="migration">What it created is told apart.</param>
    /// <param name="metadata">What there is of the metadata now.</param>
    /// <param name="cancellation">Ends it.</param>
    internal static async Task<SchemaImage> ReadAsync(
        DatabaseSession session,
        Migration migration,
        Metadata metadata,
        CancellationToken cancellation
    )
    {
        var columns = new SessionRead<Row>(
            new SessionQuery(Sql, (object)session.CallerPath.Schemas.ToArray()),
            row => new Row(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.IsDBNull(3) ? null : (row.GetInt16(3), row.GetString(4), row.GetString(5))
            )
        );
        var created = await CreatedObjects.ReadAsync(
            session,
            migration,
            metadata,
            cancellation,
            columns
        );
        return new SchemaImage([
            .. columns
                .Rows.GroupBy(row => (row.Oid, row.Schema, row.Table))
                .Select(table => new TableImage(
                    table.Key.Schema,
                    table.Key.Table,
                    created.HasTable(table.Key.Oid),
                    [
                        .. table
                            .Select(row => row.Column)
                            .OfType<(short Number, string Name, string Type)>()
                            .Select(column => new ColumnImage(
                                column.Name,
                                column.Type,
                                created.HasTable(table.Key.Oid)
                                    || created.HasColumn(table.Key.Oid, column.Number)
                            )),
                    ]
                )),
        ]);
    }

    private sealed record Row(
        long Oid,
        string Schema,
        string Table,
        (short Number, string Name, string Type)? Column
    );
}
