using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Versions;

/// <summary>The table of the journal about statements that are run in batches. It is there once there was one.</summary>
internal static class BatchRecord
{
    private const string Create = """
        create table if not exists opscenter_migrations.batch (
            version_id bigint primary key references opscenter_migrations.version (id) on delete cascade,
            part integer not null,
            checksum text not null,
            -- The last value of the column that is done, and the last one that there was at the beginning.
            done_key text,
            end_key text,
            row_count bigint not null default 0,
            batch_count bigint not null default 0,
            archives_from bigint not null
        )
        """;

    /// <summary>The progress of a migration; null if no statement of it is half done.</summary>
    public static async Task<BatchProgress?> ReadAsync(
        DatabaseSession session,
        long entry,
        CancellationToken cancellation
    ) =>
        !await ExistsAsync(session, cancellation)
            ? null
            : (
                await session.QueryAsync(
                    "select part, checksum, done_key, end_key, row_count, batch_count, archives_from from opscenter_migrations.batch where version_id = $1",
                    row => new BatchProgress(
                        row.GetInt32(0),
                        row.GetString(1),
                        row.IsDBNull(2) ? null : row.GetString(2),
                        row.IsDBNull(3) ? null : row.GetString(3),
                        row.GetInt64(4),
                        row.GetInt64(5),
                        row.GetInt64(6)
                    ),
                    cancellation,
                    entry
                )
            ).FirstOrDefault();

    /// <summary>Notes that a statement is begun.</summary>
    public static async Task BeginAsync(
        DatabaseSession session,
        long entry,
        BatchProgress progress,
        CancellationToken cancellation
    )
    {
        if (!await ExistsAsync(session, cancellation))
        {
            await session.ExecuteBatchAsync([Create, OwnRights.Statement], cancellation);
        }

        await session.ExecuteAsync(
            """
            insert into opscenter_migrations.batch (version_id, part, checksum, end_key, archives_from)
            select $1, $2, $3, $4::text, coalesce((select max(a.id) from opscenter_migrations.archive a), 0)
            """,
            cancellation,
            entry,
            progress.Part,
            progress.Checksum,
            (object?)progress.End ?? DBNull.Value
        );
    }

    /// <summary>Notes a batch, in its transaction.</summary>
    public static Task NoteAsync(
        DatabaseSession session,
        long entry,
        string until,
        long rows,
        CancellationToken cancellation
    ) =>
        session.ExecuteAsync(
            "update opscenter_migrations.batch set done_key = $2, row_count = row_count + $3, batch_count = batch_count + 1 where version_id = $1",
            cancellation,
            entry,
            until,
            rows
        );

    /// <summary>Forgets the statement, because it is done or its migration is rolled back.</summary>
    public static async Task RemoveAsync(
        DatabaseSession session,
        long entry,
        CancellationToken cancellation
    )
    {
        if (await ExistsAsync(session, cancellation))
        {
            await session.ExecuteAsync(
                "delete from opscenter_migrations.batch where version_id = $1",
                cancellation,
                entry
            );
        }
    }

    private static Task<bool> ExistsAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        session.ScalarAsync<bool>(
            "select to_regclass('opscenter_migrations.batch') is not null",
            cancellation
        );
}
