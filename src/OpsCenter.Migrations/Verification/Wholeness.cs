using System.Data;
using Npgsql;
using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Verification;

/// <summary>
/// Whether nothing of an applied migration has been lost. What a thorough look found is remembered with a mark of the catalogs: while
/// the mark is the same, nothing can have been lost since, and the look is spared. Where it cannot be remembered, or the mark not be
/// read, it is looked at each time.
/// </summary>
internal sealed class Wholeness(DatabaseSession session, Migration migration)
{
    private const string Table = "known_whole";

    private const string HasPair = """
        select exists (
            select from pg_catalog.pg_attribute a
            join pg_catalog.pg_class c on c.oid = a.attrelid and c.relname = 'known_whole'
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname = 'opscenter'
            where a.attname = 'pair' and not a.attisdropped)
        """;

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
        // Made first: the table itself is in the catalogs.
        var remembers =
            await session.ScalarAsync<bool>(HasPair, cancellation)
            || await IsAllowedAsync(Create, cancellation);
        var pair = (await Pair.FindAsync(session, migration, cancellation)).Number ?? 0;
        var mark = remembers ? await MarkAsync(cancellation) : null;
        if (mark is not null && await RememberedAsync(pair, cancellation) == mark)
        {
            return true;
        }

        if (!await look())
        {
            return false;
        }

        // Unless somebody changed something while it was looked at.
        if (mark is not null && await MarkAsync(cancellation) == mark)
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

    private Task<string?> MarkAsync(CancellationToken cancellation) =>
        TryAsync(async () =>
            $"{migration.Forward.Checksum} {await CatalogMark.TakeAsync(session, Journals, cancellation)}"
        );

    private Task<string?> RememberedAsync(int pair, CancellationToken cancellation) =>
        TryAsync(async () =>
        {
            var marks = await session.QueryAsync(
                "select mark from opscenter.known_whole where migration = $1 and pair = $2",
                row => row.GetString(0),
                cancellation,
                migration.Name,
                pair
            );
            return marks.Count == 1 ? marks[0] : null;
        });

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
