using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// What goes into a backup: the whole database; or the named tables, the metadata, and what foreign keys, partitions and inheritance tie
/// to them, with the definitions (functions, types, extensions) of the schemas that they need. Tables outside of it are not in the
/// file at all, not even empty: whoever restores it by hand with --clean must not lose their rows.
/// </summary>
internal sealed record BackupScope(
    IReadOnlyList<ScopedTable> Tables,
    IReadOnlyList<string> Arguments
)
{
    /// <summary>An argument is limited to 128 KiB on Linux; a quoted name, to 128 bytes.</summary>
    private const int NamesInAnArgument = 500;

    public long Bytes => Tables.Sum(table => table.Bytes);

    /// <summary>Everything.</summary>
    public static async Task<BackupScope> WholeAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) => new(await ScopedTables.AllAsync(session, cancellation), []);

    /// <summary>
    /// Every table that the session's role may read: pg_dump locks even tables of which it writes the definition only, and may not lock the
    /// others.
    /// </summary>
    public static async Task<BackupScope> ReadableAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        new(
            await ScopedTables.AllAsync(session, cancellation),
            Excluded(await ScopeSurroundings.UnreadableTablesAsync(session, cancellation))
        );

    /// <summary>The tables that the names begin with, and what belongs to them; null if there is none of them.</summary>
    /// <param name="session">Connected to the database.</param>
    /// <param name="names">Each begins with a schema, a blank, a table and a blank.</param>
    /// <param name="toolMajor">pg_dump's major version.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<BackupScope?> OfAsync(
        DatabaseSession session,
        IReadOnlyList<string> names,
        int toolMajor,
        CancellationToken cancellation
    )
    {
        var tables = await ScopedTables.NamedAsync(session, names, cancellation);
        if (tables.Count == 0)
        {
            return null;
        }

        long[] oids = [.. tables.Select(table => (long)table.Oid)];
        var schemas = await ScopeSurroundings.SchemasAsync(session, oids, cancellation);
        var others = await ScopeSurroundings.OtherRelationsAsync(
            session,
            oids,
            schemas,
            cancellation
        );
        // pg_dump 13 cannot choose extensions, and leaves all of them out when it chooses schemas.
        var extensions =
            toolMajor >= 14
                ? await ScopeSurroundings.ExtensionsAsync(session, oids, cancellation)
                : [];
        return new BackupScope(
            tables,
            [
                .. schemas.Select(schema => $"--schema={NamePattern.Of(schema)}"),
                .. extensions.Select(extension => $"--extension={NamePattern.Of(extension)}"),
                .. Excluded(others),
            ]
        );
    }

    private static string[] Excluded(IEnumerable<IGrouping<string, string>> tables) =>
        [
            .. tables.SelectMany(schema =>
                schema
                    .Chunk(NamesInAnArgument)
                    .Select(names => $"--exclude-table={NamePattern.AnyOf(schema.Key, names)}")
            ),
        ];
}
