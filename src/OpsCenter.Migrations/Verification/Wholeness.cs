using System.Data;
using Npgsql;
using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Verification;

/// <summary>
/// Whether nothing of an applied migration has been lost. What a thorough look found is remembered with a mark of the catalogs: while
/// the mark is the same, nothing can have been lost since, and the look is spared. Where it cannot be remembered, or the mark not be
/// read, it is looked at each time.
/// </summary>
/// <param name="session">As whom.</param>
/// <param name="migration">Of which migration.</param>
/// <param name="known">What there is of the metadata, if that was asked already.</param>
internal sealed class Wholeness(
    DatabaseSession session,
    Migration migration,
    Metadata? known = null
)
{
    private const string Table = "known_whole";

    // A table of an earlier release has no pairs. What it holds can be found again.
    private const string Create = """
        drop table if exists opscenter.known_whole;
        create table opscenter.known_whole (
            migration text not null,
            pair integer not null,
            mark text not null,
            looked_at timestamptz not null default now(),
            primary key (migration, pair))
        """;

    private const string Remember = """
        insert into opscenter.known_whole (migration, pair, mark) values ($1, $3, $2)
        on conflict (migration, pair) do update set mark = excluded.mark, looked_at = now()
        """;

    /// <summary>Rows of these change without anything being lost.</summary>
    private static readonly string[] Journals = ["journal", "digest", Table];

    /// <param name="look">The thorough look. Called if the catalogs have changed since the last one that found all in place.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<bool> CheckAsync(Func<Task<bool>> look, CancellationToken cancellation)
    {
        var metadata = known ?? await Metadata.ReadAsync(session, migration, cancellation);
        // Made first: the table itself is in the catalogs. One of an earlier release has no pairs.
        var remembers =
            metadata.Tables.Any(table => table is { Name: Table, IsMarked: true })
            || await IsAllowedAsync(Create, cancellation);
        var pair = metadata.Pair.Number ?? 0;
        var remembered = Remembered(pair);
        var mark = remembers ? await MarkAsync(metadata, cancellation, remembered) : null;
        if (mark is not null && remembered.Rows is [var same] && same == mark)
        {
            return true;
        }

        if (!await look())
        {
            return false;
        }

        // Unless somebody changed something while it was looked at.
        if (mark is not null && await MarkAsync(metadata, cancellation) == mark)
        {
            await IsAllowedAsync(Remember, cancellation, migration.Name, mark, pair);
        }

        return true;
    }

    /// <summary>Looks after a run, so that the next one is spared it. What goes wrong is left for that one to find.</summary>
    /// <param name="look">As for <see cref="CheckAsync"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RememberAsync(Func<Task<bool>> look, CancellationToken cancellation)
    {
        try
        {
            await CheckAsync(look, cancellation);
        }
        catch (Exception exception)
            when (exception is MigrationException and not ConnectionLostException
                || exception is PostgresException server && !ConnectionLoss.IsMeantBy(server)
            )
        {
            // Not remembered.
        }
    }

    private Task<string?> MarkAsync(
        Metadata metadata,
        CancellationToken cancellation,
        params IEnumerable<BatchedRead> beside
    ) =>
        TryAsync(async () =>
        {
            var mark = CatalogMark.Ask(
                session,
                metadata
                    .Tables.Where(table => table.IsPlain && !Journals.Contains(table.Name))
                    .Select(table => table.Name)
            );
            await session.ReadAsync([mark, .. beside], cancellation);
            return $"{migration.Forward.Checksum} {mark.Rows[0]}";
        });

    private SessionRead<string> Remembered(int pair) =>
        new(
            new SessionQuery(
                "select mark from opscenter.known_whole where migration = $1 and pair = $2",
                migration.Name,
                pair
            ),
            row => row.GetString(0)
        );

    private Task<bool> IsAllowedAsync(
        string sql,
        CancellationToken cancellation,
        params object[] arguments
    ) =>
        TryAsync(async () =>
        {
            await session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
            try
            {
                await MetadataRole.ExecuteAsync(session, sql, cancellation, arguments);
                await OwnRights.KeepAsync(session, cancellation);
                await session.CommitAsync(cancellation);
                return true;
            }
            finally
            {
                await session.RollbackAsync();
            }
        });

    /// <summary>The default if the server refuses, whatever its reason: a right, an event trigger, a lock.</summary>
    private static async Task<T?> TryAsync<T>(Func<Task<T?>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch (PostgresException refusal) when (!ConnectionLoss.IsMeantBy(refusal))
        {
            return default;
        }
    }
}
