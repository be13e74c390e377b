using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Scripts;

namespace OpsCenter.Migrations.Versions;

/// <summary>
/// Brings the journal of another tool to what is applied, so that a team can go back to that tool. It is read again after that: what a
/// journal cannot say is refused.
/// </summary>
internal static class KeptJournal
{
    /// <summary>The tools whose journal can be written.</summary>
    public static IReadOnlyList<string> Tools { get; } =
    [
        "golang-migrate",
        "flyway",
        "dbmate",
        "goose",
        "diesel",
        "sql-migrate",
        "node-pg-migrate",
        DbUp,
    ];

    /// <summary>The tool whose folder has no convention: DbUp.</summary>
    internal const string DbUp = "plain";

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
        var kept = new KeptStatements(journal, folder, applied);
        foreach (var statement in kept.Of(missing, gone))
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
}
