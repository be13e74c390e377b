using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// Drops what a replacement makes again, without CASCADE: what others built on it, or an event trigger, refuses the drop. Tables of which the file has only rows are
/// emptied.
/// </summary>
internal static class ReplacedRemoval
{
    public static async Task RunAsync(
        DatabaseSession session,
        IReadOnlyList<ReplacedRelation> replaced,
        CancellationToken cancellation
    )
    {
        try
        {
            foreach (var statement in Statements(replaced))
            {
                await session.ExecuteAsync(statement, cancellation);
            }
        }
        catch (PostgresException exception)
            when (exception.SqlState != PostgresErrorCodes.LockNotAvailable
                && !ConnectionLoss.IsMeantBy(exception)
            )
        {
            throw SessionRestore.Failed(exception);
        }
    }

    private static IEnumerable<string> Statements(IReadOnlyList<ReplacedRelation> replaced)
    {
        foreach (var view in replaced.Where(r => r.IsView).OrderBy(r => r.Depth))
        {
            yield return $"drop {(view.Kind == 'm' ? "materialized " : "")}view {view.Title}";
        }

        foreach (var foreign in replaced.Where(r => r is { Kind: 'f', IsDefined: true }))
        {
            yield return $"drop foreign table {foreign.Title}";
        }

        // One statement: keys between the tables are no obstacle to it.
        var tables = replaced.Where(r => r is { IsLockable: true, IsDefined: true }).ToList();
        if (tables.Count > 0)
        {
            yield return $"drop table {Titles(tables)}";
        }

        foreach (var sequence in replaced.Where(r => r.Kind == 'S'))
        {
            yield return $"drop sequence if exists {sequence.Title}";
        }

        var emptied = replaced
            .Where(r => r is { StoresRows: true, IsDefined: false, HasRowsInFile: true })
            .ToList();
        if (emptied.Count > 0)
        {
            yield return $"truncate only {string.Join(", only ", emptied.Select(r => r.Title))}";
        }
    }

    private static string Titles(IEnumerable<ReplacedRelation> relations) =>
        string.Join(", ", relations.Select(relation => relation.Title));
}
