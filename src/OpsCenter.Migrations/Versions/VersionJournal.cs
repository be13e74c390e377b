using OpsCenter.Migrations.Sessions;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Versions;

/// <summary>Which migrations of a source are applied: reads and writes <c>opscenter_migrations</c>.</summary>
/// <param name="source">The name under which the folder is recorded.</param>
/// <param name="clock">The clock of the rows.</param>
internal sealed class VersionJournal(string source, TimeProvider clock)
{
    /// <summary>The entries, in the order in which they were applied; empty without a journal.</summary>
    public async Task<IReadOnlyList<VersionEntry>> ReadAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var entries = await ReadEntriesAsync(session, cancellation);
        for (var place = 0; place < entries.Count; place++)
        {
            if (entries[place].State != VersionState.Applied)
            {
                entries[place] = entries[place] with
                {
                    Batch = await BatchRecord.ReadAsync(session, entries[place].Id, cancellation),
                };
            }
        }

        return entries;
    }

    private async Task<List<VersionEntry>> ReadEntriesAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        !await VersionSchema.ExistsAsync(session, cancellation)
            ? []
            : await session.QueryAsync(
                """
                select v.id, v.version, v.name, v.file, v.checksum, v.state, v.is_repeatable, v.is_additive, v.applied_at, v.applied_by,
                    v.adopted_from, v.parts_done, v.part_begun, coalesce(v.done_checksum, '')
                from opscenter_migrations.version v
                where v.source = $1
                order by v.id
                """,
                row => new VersionEntry(
                    row.GetInt64(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetString(3),
                    row.GetString(4),
                    StateOf(row.GetString(5))
                )
                {
                    IsRepeatable = row.GetBoolean(6),
                    IsAdditive = row.GetBoolean(7),
                    AppliedAt = row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
                    AppliedBy = row.GetString(9),
                    AdoptedFrom = row.IsDBNull(10) ? null : row.GetString(10),
                    Progress = new PartProgress(
                        row.GetInt32(11),
                        row.GetBoolean(12),
                        row.GetString(13)
                    ),
                },
                cancellation,
                source
            );

    /// <summary>Whether anything was ever applied or adopted of the source.</summary>
    public async Task<bool> HasHistoryAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        await VersionSchema.ExistsAsync(session, cancellation)
        && await session.ScalarAsync<bool>(
            "select exists (select from opscenter_migrations.history h where h.source = $1)",
            cancellation,
            source
        );

    /// <summary>The migrations of the source that were rolled back here, some of which may be applied again.</summary>
    public async Task<IReadOnlySet<string>> ReadRolledBackAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        (
            await session.QueryAsync(
                "select distinct h.version from opscenter_migrations.history h where h.source = $1 and h.action = 'rollback'",
                row => row.GetString(0),
                cancellation,
                source
            )
        ).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether it is recorded that the journal of another tool is of something else.</summary>
    public Task<bool> IgnoresAsync(
        DatabaseSession session,
        string table,
        CancellationToken cancellation
    ) =>
        session.ScalarAsync<bool>(
            "select exists (select from opscenter_migrations.history h where h.source = $1 and h.action = 'ignore journal' and h.detail = $2)",
            cancellation,
            source,
            table
        );

    /// <summary>Records that the journal of another tool is of something else.</summary>
    public Task IgnoreAsync(
        DatabaseSession session,
        string table,
        CancellationToken cancellation
    ) =>
        session.ExecuteAsync(
            """
            insert into opscenter_migrations.history (source, version, action, at, by, duration_ms, detail)
            values ($1, '', 'ignore journal', $3, session_user, 0, $2)
            """,
            cancellation,
            source,
            table,
            Now()
        );

    /// <summary>Adds an entry, or begins one anew that is there, in the open transaction.</summary>
    /// <returns>Its number.</returns>
    public Task<long> BeginAsync(
        DatabaseSession session,
        FolderMigration migration,
        CancellationToken cancellation
    ) =>
        session.ScalarAsync<long>(
            """
            insert into opscenter_migrations.version as v
                (source, version, name, file, checksum, is_repeatable, state, began_at, applied_by)
            values ($1, $2, $3, $4, $5, $6, 'applying', $7, session_user)
            on conflict (source, version) do update
                set checksum = excluded.checksum, file = excluded.file, name = excluded.name, state = excluded.state,
                    applied_by = excluded.applied_by
            returning v.id
            """,
            cancellation,
            source,
            migration.Key,
            migration.Name,
            migration.Up.File,
            migration.Up.Checksum,
            migration.IsRepeatable,
            Now()
        );

    /// <summary>Notes that a migration is applied that was run part by part.</summary>
    /// <param name="session">The session.</param>
    /// <param name="id">The entry.</param>
    /// <param name="migration">The migration.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task CompleteAsync(
        DatabaseSession session,
        long id,
        FolderMigration migration,
        TimeSpan duration,
        CancellationToken cancellation
    ) =>
        session.ExecuteAsync(
            """
            with done as (
                update opscenter_migrations.version
                set state = 'applied', applied_at = $2, duration_ms = $3, part_begun = false, done_checksum = null,
                    applied_xid = null, applied_snapshot = null
                where id = $1
            )
            insert into opscenter_migrations.history (source, version, action, at, by, duration_ms)
            values ($4, $5, 'apply', $2, session_user, $3)
            """,
            cancellation,
            id,
            Now(),
            (long)duration.TotalMilliseconds,
            source,
            migration.Key
        );

    /// <summary>Takes an entry out, with what it recorded.</summary>
    public Task RemoveAsync(
        DatabaseSession session,
        VersionEntry entry,
        TimeSpan duration,
        string? detail,
        CancellationToken cancellation
    ) =>
        session.ExecuteAsync(
            """
            with removed as (delete from opscenter_migrations.version where id = $1)
            insert into opscenter_migrations.history (source, version, action, at, by, duration_ms, detail)
            values ($2, $3, 'rollback', $4, session_user, $5, nullif($6, ''))
            """,
            cancellation,
            entry.Id,
            source,
            entry.Version,
            Now(),
            (long)duration.TotalMilliseconds,
            detail ?? ""
        );

    /// <summary>Records a migration that another tool applied.</summary>
    public Task AdoptAsync(
        DatabaseSession session,
        FolderMigration migration,
        string tool,
        CancellationToken cancellation
    ) =>
        session.ExecuteAsync(
            """
            with added as (
                insert into opscenter_migrations.version
                    (source, version, name, file, checksum, is_repeatable, state, began_at, applied_at, applied_by, adopted_from)
                values ($1, $2, $3, $4, $5, $6, 'applied', $7, $7, session_user, $8))
            insert into opscenter_migrations.history (source, version, action, at, by, duration_ms, detail)
            values ($1, $2, 'adopt', $7, session_user, 0, $8)
            """,
            cancellation,
            source,
            migration.Key,
            migration.Name,
            migration.Up.File,
            migration.Up.Checksum,
            migration.IsRepeatable,
            Now(),
            tool
        );

    /// <summary>Accepts that the file of an applied migration was edited.</summary>
    public Task AcceptEditAsync(
        DatabaseSession session,
        VersionEntry entry,
        FolderMigration migration,
        CancellationToken cancellation
    ) =>
        session.ExecuteAsync(
            """
            with accepted as (update opscenter_migrations.version set checksum = $2, file = $3 where id = $1)
            insert into opscenter_migrations.history (source, version, action, at, by, duration_ms, detail)
            values ($4, $5, 'accept edit', $6, session_user, 0, $7)
            """,
            cancellation,
            entry.Id,
            migration.Up.Checksum,
            migration.Up.File,
            source,
            entry.Version,
            Now(),
            $"{entry.Checksum} -> {migration.Up.Checksum}"
        );

    private DateTimeOffset Now() => clock.GetUtcNow();

    private static VersionState StateOf(string state) =>
        state switch
        {
            "applying" => VersionState.Applying,
            "rolling back" => VersionState.RollingBack,
            _ => VersionState.Applied,
        };
}
