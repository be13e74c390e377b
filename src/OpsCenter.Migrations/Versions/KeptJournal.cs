using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Versions;

/// <summary>
/// Brings the journal of another tool to what is applied, so that a team can go back to that tool. It is read again after that: what a
/// journal cannot say is refused.
/// </summary>
internal static class KeptJournal
{
    /// <summary>The tools whose journal can be written.</summary>
    public static IReadOnlyList<string> Tools { get; } = ["golang-migrate", "dbmate", "goose"];

    /// <summary>Writes what is applied by now, in the open transaction.</summary>
    /// <param name="session">The session.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="applied">The keys of the migrations that are applied.</param>
    /// <param name="cancellation">Rolls back.</param>
    /// <exception cref="VersionConflictException">There is no such journal, or it cannot say that.</exception>
    public static async Task WriteAsync(
        DatabaseSession session,
        MigrationFolder folder,
        IReadOnlySet<string> applied,
        CancellationToken cancellation
    )
    {
        var journal = EnsureKept(await ForeignJournals.FindAsync(session, folder, cancellation));
        var missing = folder
            .Migrations.Where(migration =>
                applied.Contains(migration.Key) && !journal.Applied(migration)
            )
            .ToList();
        var gone = folder
            .Migrations.Where(migration =>
                !applied.Contains(migration.Key) && journal.Applied(migration)
            )
            .ToList();
        if (missing.Count + gone.Count == 0)
        {
            return;
        }

        foreach (var statement in Statements(journal, folder, applied, missing, gone))
        {
            await session.ExecuteAsync(statement.Sql, cancellation, statement.Arguments);
        }

        var now = EnsureKept(await ForeignJournals.FindAsync(session, folder, cancellation));
        if (
            folder.Migrations.FirstOrDefault(migration =>
                now.Applied(migration) != applied.Contains(migration.Key)
            ) is
            { } untrue
        )
        {
            throw new VersionConflictException(
                $"The journal of {journal.Tool}, {journal.Table}, cannot be kept: it would say that {untrue.Title} is "
                    + $"{(applied.Contains(untrue.Key) ? "not applied, and it is" : "applied, and it is not")}. The migration that was under way was rolled back.",
                "Apply migrations in their order; or leave --keep-journal out, and the journal stays as it is."
            );
        }
    }

    /// <summary>The journal, if it can be written.</summary>
    /// <exception cref="VersionConflictException">It cannot.</exception>
    public static ForeignJournal EnsureKept(ForeignJournal? journal) =>
        journal is null
            ? throw new VersionConflictException(
                "There is no journal of another tool in the schemas of the search_path that could be kept. Nothing was run.",
                "Leave --keep-journal out, or let the search_path of the connection lead to it (Search Path=...)."
            )
        : journal.Fault is { } fault
            ? throw new VersionConflictException(
                $"The journal of {journal.Tool}, {journal.Table}, cannot be kept: {fault}. Nothing was run.",
                $"Bring the database into order with {journal.Tool} first, or leave --keep-journal out."
            )
        : !Tools.Contains(journal.Tool, StringComparer.Ordinal)
            ? throw new VersionConflictException(
                $"The journal of {journal.Tool}, {journal.Table}, cannot be kept: those of {string.Join(", ", Tools)} can. Nothing was run.",
                $"Leave --keep-journal out. To go back to {journal.Tool}, bring its journal up to date by hand."
            )
        : journal;

    private static IEnumerable<(string Sql, object[] Arguments)> Statements(
        ForeignJournal journal,
        MigrationFolder folder,
        IReadOnlySet<string> applied,
        IReadOnlyList<FolderMigration> missing,
        IReadOnlyList<FolderMigration> gone
    )
    {
        var table = journal.Table;
        switch (journal.Tool)
        {
            case "golang-migrate":
                // It has the last version only, and says with it that all before are applied.
                yield return ($"delete from {table}", []);
                if (folder.Migrations.LastOrDefault(last => applied.Contains(last.Key)) is { } last)
                {
                    yield return (
                        $"insert into {table} (version, dirty) values ($1, false)",
                        [(long)last.Version.Parts[0]]
                    );
                }

                break;
            case "goose":
                yield return (
                    $"delete from {table} where version_id = any ($1)",
                    [gone.Concat(missing).Select(Number).ToArray()]
                );
                yield return (
                    $"insert into {table} (version_id, is_applied) select v.version_id, true from unnest($1::bigint[]) v (version_id)",
                    [missing.Select(Number).ToArray()]
                );
                break;
            default:
                yield return (
                    $"delete from {table} where version = any ($1)",
                    [gone.Select(migration => migration.Key).ToArray()]
                );
                yield return (
                    $"insert into {table} (version) select unnest($1::text[])",
                    [missing.Select(migration => migration.Key).ToArray()]
                );
                break;
        }
    }

    private static long Number(FolderMigration migration) => (long)migration.Version.Parts[0];
}
