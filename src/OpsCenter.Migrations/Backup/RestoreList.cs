using System.Globalization;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Chooses the lines of a table of contents that a restore runs, as a file for <c>pg_restore --use-list</c>.</summary>
internal sealed class RestoreList : IDisposable
{
    /// <summary>What is dropped and made again.</summary>
    private static readonly string[] Tables =
    [
        "TABLE",
        "TABLE DATA",
        "TABLE ATTACH",
        "SEQUENCE",
        "SEQUENCE OWNED BY",
        "SEQUENCE SET",
        "DEFAULT",
        "CONSTRAINT",
        "CHECK CONSTRAINT",
        "FK CONSTRAINT",
        "INDEX",
        "INDEX ATTACH",
        "TRIGGER",
        "RULE",
        "POLICY",
        "ROW SECURITY",
        "STATISTICS",
        "VIEW",
        "MATERIALIZED VIEW",
        "MATERIALIZED VIEW DATA",
    ];

    /// <summary>What tables outside of the backup may use too: it is made only where it is missing.</summary>
    private static readonly string[] Surroundings =
    [
        "SCHEMA",
        "FUNCTION",
        "PROCEDURE",
        "AGGREGATE",
        "TYPE",
        "DOMAIN",
        "COLLATION",
        "OPERATOR",
        "TEXT SEARCH",
    ];

    private RestoreList(IEnumerable<ContentsEntry> entries)
    {
        FilePath = Path.Combine(Path.GetTempPath(), $"opscenter-{Guid.NewGuid():N}.list");
        using var stream = new FileStream(FilePath, BackupFile.ForOwner(FileMode.CreateNew));
        using var writer = new StreamWriter(stream);
        foreach (var entry in entries)
        {
            writer.WriteLine(entry.Line);
        }
    }

    public string FilePath { get; }

    /// <summary>Everything but what a new database has already.</summary>
    public static RestoreList ForNewDatabase(Contents contents) =>
        new(
            contents.Entries.Where(entry =>
                !entry.Text.StartsWith("SCHEMA - public ", StringComparison.Ordinal)
            )
        );

    /// <summary>The tables with all that belongs to them, and of functions, types and schemas those that are not there.</summary>
    public static async Task<RestoreList> ForReplacementAsync(
        DatabaseSession session,
        Contents contents,
        CancellationToken cancellation
    )
    {
        var chosen = new List<ContentsEntry>();
        foreach (var entry in contents.Entries)
        {
            if (
                IsOfTable(entry)
                || (
                    Surroundings.Any(entry.IsKind)
                    && !await IsThereAsync(session, entry, cancellation)
                )
            )
            {
                chosen.Add(entry);
            }
        }

        return new RestoreList(chosen);
    }

    public void Dispose() => File.Delete(FilePath);

    private static bool IsOfTable(ContentsEntry entry) =>
        entry.IsKind("COMMENT") || entry.IsKind("ACL")
            ? entry.Text.Contains(" TABLE ", StringComparison.Ordinal)
                || entry.Text.Contains(" COLUMN ", StringComparison.Ordinal)
            : Tables.Any(entry.IsKind) && !entry.IsKind("DEFAULT ACL");

    private static async Task<bool> IsThereAsync(
        DatabaseSession session,
        ContentsEntry entry,
        CancellationToken cancellation
    )
    {
        if (entry.IsKind("SCHEMA"))
        {
            // Its owner follows its name.
            return await session.ScalarAsync<bool>(
                "select exists (select from pg_catalog.pg_namespace where starts_with($1, 'SCHEMA - ' || nspname || ' '))",
                cancellation,
                entry.Text
            );
        }

        var catalog = await session.QueryAsync(
            "select relname::text from pg_catalog.pg_class where oid = $1::oid and relnamespace = 'pg_catalog'::regnamespace",
            row => row.GetString(0),
            cancellation,
            (long)entry.Catalog
        );
        return catalog.Count == 1
            && await session.ScalarAsync<bool>(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"select exists (select from pg_catalog.{catalog[0]} where oid = {entry.Oid})"
                ),
                cancellation
            );
    }
}
