using Npgsql;
using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Verification;

/// <summary>
/// Whether nothing of an applied migration has been lost. What a thorough look found is remembered with a mark of the catalogs: while
/// the mark is the same, nothing can have been lost since, and the look is spared.
/// </summary>
internal sealed class Wholeness(DatabaseSession session, Migration migration)
{
    private const string Table = "known_whole";

    private const string Create = """
        create table opscenter.known_whole (
            migration text primary key,
            mark text not null,
            looked_at timestamptz not null default now())
        """;

    private const string Remember = """
        insert into opscenter.known_whole (migration, mark) values ($1, $2)
        on conflict (migration) do update set mark = excluded.mark, looked_at = now()
        """;

    /// <summary>Rows of these change without anything being lost.</summary>
    private static readonly string[] Journals = ["journal", "digest", Table];

    /// <param name="look">The thorough look. Called if the catalogs have changed since the last one that found all in place.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<bool> CheckAsync(Func<Task<bool>> look, CancellationToken cancellation)
    {
        // A role that may not keep it looks each time. Made first: the table itself is in the catalogs.
        var remembers =
            await BookSchema.HasTableAsync(session, Table, cancellation)
            || await IsAllowedAsync(Create, cancellation);
        var mark = await MarkAsync(cancellation);
        if (remembers && await RememberedAsync(cancellation) == mark)
        {
            return true;
        }

        if (!await look())
        {
            return false;
        }

        // Unless somebody changed something while it was looked at.
        if (remembers && await MarkAsync(cancellation) == mark)
        {
            await IsAllowedAsync(Remember, cancellation, migration.Name, mark);
        }

        return true;
    }

    private async Task<string> MarkAsync(CancellationToken cancellation) =>
        $"{migration.Forward.Checksum} {await CatalogMark.TakeAsync(session, Journals, cancellation)}";

    private async Task<string?> RememberedAsync(CancellationToken cancellation)
    {
        var marks = await session.QueryAsync(
            "select mark from opscenter.known_whole where migration = $1",
            row => row.GetString(0),
            cancellation,
            migration.Name
        );
        return marks.Count == 1 ? marks[0] : null;
    }

    private async Task<bool> IsAllowedAsync(
        string sql,
        CancellationToken cancellation,
        params object[] arguments
    )
    {
        try
        {
            await session.ExecuteAsync(sql, cancellation, arguments);
            return true;
        }
        catch (PostgresException refusal)
            when (refusal.SqlState
                    is PostgresErrorCodes.InsufficientPrivilege
                        or PostgresErrorCodes.ReadOnlySqlTransaction
            )
        {
            return false;
        }
    }
}
