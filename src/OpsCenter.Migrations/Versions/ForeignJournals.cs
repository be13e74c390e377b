using System.Globalization;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Versions;

/// <summary>Finds and reads the journals that other tools keep.</summary>
internal static class ForeignJournals
{
    /// <summary>The table of each tool, and columns that tell it from others of its name.</summary>
    private static readonly (string Tool, string? Schema, string Table, string[] Columns)[] Known =
    [
        ("golang-migrate", null, "schema_migrations", ["version", "dirty"]),
        ("flyway", null, "flyway_schema_history", ["version", "script", "success"]),
        ("goose", null, "goose_db_version", ["version_id", "is_applied"]),
        ("diesel", null, "__diesel_schema_migrations", ["version", "run_on"]),
        ("sql-migrate", null, "gorp_migrations", ["id", "applied_at"]),
        ("node-pg-migrate", null, "pgmigrations", ["name", "run_on"]),
        ("prisma", null, "_prisma_migrations", ["migration_name", "finished_at", "rolled_back_at"]),
        ("sqlx", null, "_sqlx_migrations", ["version", "success", "execution_time"]),
        ("sqitch", "sqitch", "changes", ["change", "project", "committed_at"]),
        ("plain", null, "schemaversions", ["scriptname", "applied"]),
        ("dbmate", null, "schema_migrations", ["version"]),
    ];

    // Reading a table runs the code of its indexes, and its owner decides what it says.
    private static readonly string Sql = $"""
        with trusted as materialized (
        {VersionTrust.Roles}
        )
        select k.tool, format('%I.%I', n.nspname, c.relname),
            case
                when c.relowner not in (select t.oid from trusted t)
                    then format('it belongs to role %I, which is not trusted', pg_get_userbyid(c.relowner))
                when c.relkind <> 'r' or c.relrowsecurity or exists (
                    select from pg_attribute a join pg_type t on t.oid = a.atttypid
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and t.typnamespace <> 'pg_catalog'::regnamespace)
                    then 'it is no plain table: reading it could run code of others'
            end
        from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality as k (tool, schema_name, table_name, columns, rank)
        join unnest($1::text[] || array['']) with ordinality as p (schema_name, place) on (k.schema_name = '') = (p.schema_name <> '')
        join pg_namespace n on n.nspname = case when k.schema_name = '' then p.schema_name else k.schema_name end
        join pg_class c on c.relnamespace = n.oid and c.relname = k.table_name
        where string_to_array(k.columns, ' ') <@ array(
            select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
        order by k.rank, p.place
        limit 1
        """;

    /// <summary>The query for the first journal that the search_path leads to.</summary>
    public static SessionRead<(string Tool, string Name, string? Fault)> Ask(
        DatabaseSession session
    ) =>
        new(
            new SessionQuery(
                Sql,
                session.CallerPath.Schemas.ToArray(),
                Known.Select(known => known.Tool).ToArray(),
                Known.Select(known => known.Schema ?? "").ToArray(),
                Known.Select(known => known.Table).ToArray(),
                Known.Select(known => string.Join(' ', known.Columns)).ToArray()
            ),
            row => (row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2))
        );

    /// <summary>The first journal that the search_path leads to; null if there is none.</summary>
    public static async Task<ForeignJournal?> FindAsync(
        DatabaseSession session,
        MigrationFolder folder,
        CancellationToken cancellation
    )
    {
        var asked = Ask(session);
        await session.ReadAsync([asked], cancellation, prepared: true);
        return await ReadAsync(session, folder, asked, cancellation);
    }

    /// <summary>The journal that was found; null if there is none.</summary>
    public static async Task<ForeignJournal?> ReadAsync(
        DatabaseSession session,
        MigrationFolder folder,
        SessionRead<(string Tool, string Name, string? Fault)> asked,
        CancellationToken cancellation
    )
    {
        var found = asked.Rows;
        if (found.Count == 0)
        {
            return null;
        }

        var (tool, name, fault) = found[0];
        return fault is null
            ? await ReadAsync(session, folder, tool, name, cancellation)
            : new ForeignJournal(tool, name, _ => false, 0, fault) { IsUnread = true };
    }

    private static Task<ForeignJournal> ReadAsync(
        DatabaseSession session,
        MigrationFolder folder,
        string tool,
        string table,
        CancellationToken cancellation
    ) =>
        tool switch
        {
            "golang-migrate" => GolangMigrateAsync(session, table, cancellation),
            "flyway" => FlywayAsync(session, table, cancellation),
            "goose" => ListAsync(
                session,
                tool,
                table,
                $"""
                select v.version_id::text from (
                    select distinct on (g.version_id) g.version_id, g.is_applied from {table} g order by g.version_id, g.id desc) v
                where v.is_applied and v.version_id > 0
                """,
                JournalNames.ByNumber,
                cancellation
            ),
            "dbmate" or "diesel" => ListAsync(
                session,
                tool,
                table,
                $"select t.version::text from {table} t",
                JournalNames.ByNumber,
                cancellation
            ),
            "sql-migrate" => ListAsync(
                session,
                tool,
                table,
                $"select t.id::text from {table} t",
                JournalNames.ByFile,
                cancellation
            ),
            "node-pg-migrate" => ListAsync(
                session,
                tool,
                table,
                $"select t.name::text from {table} t",
                JournalNames.ByFile,
                cancellation
            ),
            "prisma" => ListAsync(
                session,
                tool,
                table,
                // One that failed is there with neither time, and is not applied.
                $"select t.migration_name::text from {table} t where t.finished_at is not null and t.rolled_back_at is null",
                (migration, name) => migration.Key == name,
                cancellation
            ),
            "sqlx" => ListAsync(
                session,
                tool,
                table,
                $"select t.version::text from {table} t where t.success",
                JournalNames.ByNumberOfFile,
                cancellation
            ),
            "sqitch" => SqitchAsync(session, folder, table, cancellation),
            _ => ListAsync(
                session,
                tool,
                table,
                $"select t.scriptname::text from {table} t",
                JournalNames.ByFile,
                cancellation
            ),
        };

    private static async Task<ForeignJournal> GolangMigrateAsync(
        DatabaseSession session,
        string table,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            $"select t.version::bigint, t.dirty::boolean from {table} t",
            row => (Version: row.GetInt64(0), IsDirty: row.GetBoolean(1)),
            cancellation
        );
        if (rows.Count == 0)
        {
            return new ForeignJournal("golang-migrate", table, _ => false, 0, null);
        }

        var (version, isDirty) = rows[^1];
        return new ForeignJournal(
            "golang-migrate",
            table,
            migration => migration.Version.Parts[0] <= version,
            1,
            isDirty
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"version {version} is dirty: a run of golang-migrate failed in it"
                )
                : null
        )
        {
            StandsAt = version,
        };
    }

    private static async Task<ForeignJournal> FlywayAsync(
        DatabaseSession session,
        string table,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            $"""
            select coalesce(t.script::text, ''), t.success::boolean
            from {table} t
            where t.type in ('SQL', 'UNDO_SQL', 'BASELINE', 'SQL_BASELINE')
            order by t.installed_rank
            """,
            row => (Script: row.GetString(0), IsDone: row.GetBoolean(1)),
            cancellation
        );
        var failed = rows.FirstOrDefault(row => !row.IsDone);
        var applied = rows.Select(row => row.Script).ToHashSet(StringComparer.Ordinal);
        return new ForeignJournal(
            "flyway",
            table,
            migration => applied.Contains(migration.Up.File),
            applied.Count,
            failed.Script is null ? null : $"a run of Flyway failed in {failed.Script}"
        );
    }

    /// <summary>A change that was reworked is there once for each of its versions, the earlier ones first.</summary>
    private static async Task<ForeignJournal> SqitchAsync(
        DatabaseSession session,
        MigrationFolder folder,
        string table,
        CancellationToken cancellation
    )
    {
        var names = await session.QueryAsync(
            $"select t.change::text from {table} t",
            row => row.GetString(0),
            cancellation
        );
        var applied = folder
            .Migrations.GroupBy(migration => migration.Name, StringComparer.Ordinal)
            .SelectMany(versions => versions.Take(names.Count(name => name == versions.Key)))
            .Select(migration => migration.Key)
            .ToHashSet(StringComparer.Ordinal);
        return new ForeignJournal(
            "sqitch",
            table,
            migration => applied.Contains(migration.Key),
            names.Count,
            null
        );
    }

    private static async Task<ForeignJournal> ListAsync(
        DatabaseSession session,
        string tool,
        string table,
        string query,
        Func<FolderMigration, string, bool> isMeant,
        CancellationToken cancellation
    )
    {
        var names = await session.QueryAsync(query, row => row.GetString(0), cancellation);
        return new ForeignJournal(
            tool,
            table,
            migration => names.Exists(name => isMeant(migration, name)),
            names.Count,
            null
        )
        {
            Names = names,
            IsMeant = isMeant,
        };
    }
}
