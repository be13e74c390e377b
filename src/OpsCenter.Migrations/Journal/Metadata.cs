using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>
/// What there is of the metadata, and which of it belongs to the session's pair: answers that several questions share, for as long
/// as nothing has run that may change them.
/// </summary>
/// <param name="Pair">The pair that the session's search_path leads to.</param>
/// <param name="Tables">The tables of schema <c>opscenter</c>, by name.</param>
/// <param name="Restored">The records that were dumped and restored since they were written.</param>
internal sealed record Metadata(
    Pair Pair,
    IReadOnlyList<MetadataTable> Tables,
    IReadOnlyList<(string Migration, int? Pair)> Restored
)
{
    // The record keeps the oid of its own table, and every oid is new in a database that was restored.
    private const string RestoredRecords = """
        select m.name::text, (to_jsonb(m) ->> 'pair')::integer
        from opscenter.migration m
        where m.record_oid <> 'opscenter.migration'::regclass
        """;

    /// <summary>Two round trips at most.</summary>
    public static async Task<Metadata> ReadAsync(
        DatabaseSession session,
        Migration migration,
        CancellationToken cancellation
    )
    {
        var schemas = session.CallerPath.Schemas;
        var tables = MetadataTable.Ask();
        if (migration.ExtendedTables.Count == 0)
        {
            await session.ReadAsync([tables], cancellation);
            return new Metadata(Pair.WholeDatabase, tables.Rows, await RestoredAsync());
        }

        var home = Pair.AskHome(migration, schemas);
        await session.ReadAsync([tables, home], cancellation);
        var listed = home.Rows[0].IsListed ? Pair.AskListed(migration, schemas) : null;
        var restored = await RestoredAsync(listed);
        return new Metadata(Pair.Of(home, listed), tables.Rows, restored);

        async Task<IReadOnlyList<(string, int?)>> RestoredAsync(BatchedRead? beside = null)
        {
            var records = new SessionRead<(string, int?)>(
                new SessionQuery(RestoredRecords),
                row => (row.GetString(0), row.IsDBNull(1) ? null : row.GetInt32(1))
            );
            var keepsOid = tables.Rows.Any(table => table is { Name: "migration", IsMarked: true });
            await session.ReadAsync(
                [.. new[] { beside, keepsOid ? records : null }.OfType<BatchedRead>()],
                cancellation
            );
            return records.Rows;
        }
    }

    public bool Has(string table) => Tables.Any(present => present.Name == table);

    /// <summary>Whether the database was dumped and restored since. False where a script keeps nothing to tell it by.</summary>
    public bool IsRestored(string migration) =>
        Restored.Any(record =>
            record.Migration == migration
            && (Pair.Layout != PairLayout.Numbered || record.Pair == (Pair.Number ?? 0))
        );
}
