using System.Data;
using System.Diagnostics;
using DbUp.Engine;
using Npgsql;
using NpgsqlTypes;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>
/// DbUp's journal over <c>opscenter.journal</c>. It is created after the script ran, in the script's transaction, so that a script
/// which refuses leaves nothing, and a script that makes the schema itself finds none in its way.
/// </summary>
/// <param name="migration">The migration.</param>
/// <param name="direction">Which of its scripts runs.</param>
/// <param name="clock">The clock of the rows.</param>
/// <param name="schemas">The caller's search_path, which leads to the pair that a row is of.</param>
/// <param name="adopted">Whether the migration was found applied without the service.</param>
/// <param name="owner">Whose schema opscenter becomes if it has to be created; null for the session's role.</param>
internal sealed class EngineJournal(
    Migration migration,
    MigrationDirection direction,
    TimeProvider clock,
    IReadOnlyList<string> schemas,
    bool adopted = false,
    string? owner = null
) : IJournal
{
    private const string Create = """
        create table if not exists opscenter.journal (
            id bigint generated always as identity primary key,
            pair integer,
            migration text not null,
            script text not null,
            checksum text not null,
            direction text not null check (direction in ('up', 'down')),
            executed_at timestamptz not null,
            executed_by name not null default session_user,
            duration_ms bigint not null,
            adopted boolean not null,
            server_version text not null default current_setting('server_version')
        )
        """;

    private const string HasPair = """
        select exists (
            select from pg_catalog.pg_attribute a
            where a.attrelid = 'opscenter.journal'::regclass and a.attname = 'pair' and not a.attisdropped)
        """;

    private long _started;

    public MigrationDirection Direction => direction;

    /// <summary>The new row's number; null when the row could not be kept (see <see cref="StoreExecutedScript"/>).</summary>
    public long? EntryId { get; private set; }

    /// <summary>Always empty: whether the script is due was decided from record and history; DbUp must not skip it.</summary>
    public string[] GetExecutedScripts() => [];

    /// <summary>
    /// DbUp calls this before the script's first statement. A rollback that removes the last record keeps the number of its pair only
    /// if there is a journal that refers to it.
    /// </summary>
    public void EnsureTableExistsAndIsLatestVersion(Func<IDbCommand> dbCommandFactory)
    {
        if (
            direction == MigrationDirection.Down
            && Ask(
                dbCommandFactory,
                """
                select exists (
                    select from pg_catalog.pg_namespace n
                    where n.nspname = 'opscenter'
                        and pg_catalog.has_schema_privilege(n.oid, 'usage')
                        and pg_catalog.has_schema_privilege(n.oid, 'create')
                        and not exists (
                            select from pg_catalog.pg_class c
                            where c.relnamespace = n.oid and c.relname = 'journal'))
                """
            )
        )
        {
            Run(dbCommandFactory, MetadataRole.Enter);
            Run(dbCommandFactory, Create);
            Run(dbCommandFactory, MetadataRole.Leave);
        }

        // An online run comes here once for every round; it began with the first.
        if (_started == 0)
        {
            _started = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>
    /// Adds the row. A rollback that removed the schema, run by a role that may not create it again, keeps none: an undone
    /// migration needs no metadata, and its rollback must not fail for want of it.
    /// </summary>
    public void StoreExecutedScript(SqlScript script, Func<IDbCommand> dbCommandFactory)
    {
        // The script may have left the path of its caller.
        Run(dbCommandFactory, CallerPath.Pin);

        // An online run that left work to do has not come to its end.
        if (
            Ask(
                dbCommandFactory,
                "select coalesce(current_setting('opscenter.next', true), '') <> ''"
            )
        )
        {
            return;
        }

        var duration = Stopwatch.GetElapsedTime(_started);
        if (direction == MigrationDirection.Down && !MayKeepMetadata(dbCommandFactory))
        {
            return;
        }

        // Not "if not exists" alone: that demands CREATE on the database even where the schema exists.
        if (!Ask(dbCommandFactory, "select pg_catalog.to_regnamespace('opscenter') is not null"))
        {
            Run(
                dbCommandFactory,
                owner is null
                    ? "create schema opscenter"
                    : $"create schema opscenter authorization {SqlName.Role(owner)}"
            );
        }

        Run(dbCommandFactory, MetadataRole.Enter);
        if (
            !Ask(dbCommandFactory, "select pg_catalog.to_regclass('opscenter.journal') is not null")
        )
        {
            Run(dbCommandFactory, Create);
        }
        else if (!Ask(dbCommandFactory, HasPair))
        {
            Run(dbCommandFactory, "alter table opscenter.journal add column pair integer");
        }

        using var insert = (NpgsqlCommand)dbCommandFactory();
        insert.CommandText = """
            insert into opscenter.journal (migration, script, checksum, direction, executed_at, duration_ms, adopted, pair, executed_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, session_user)
            returning id
            """;
        object[] values =
        [
            .. Values(duration),
            (object?)Pair.NumberOf(dbCommandFactory, migration, schemas) ?? DBNull.Value,
        ];
        foreach (var value in values)
        {
            insert.Parameters.Add(
                value is DBNull
                    ? new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Integer }
                    : new NpgsqlParameter { Value = value }
            );
        }

        EntryId = (long)insert.ExecuteScalar()!;
        Run(dbCommandFactory, MetadataRole.Leave);
    }

    private object[] Values(TimeSpan duration)
    {
        var script = direction == MigrationDirection.Up ? migration.Forward : migration.Rollback;
        return
        [
            migration.Name,
            script.FileName,
            script.Checksum,
            direction == MigrationDirection.Up ? "up" : "down",
            clock.GetUtcNow(),
            (long)duration.TotalMilliseconds,
            adopted,
        ];
    }

    private static bool MayKeepMetadata(Func<IDbCommand> factory) =>
        Ask(
            factory,
            """
            select pg_catalog.to_regclass('opscenter.journal') is not null
                or coalesce(
                    pg_catalog.has_schema_privilege(pg_catalog.to_regnamespace('opscenter')::oid, 'create'),
                    pg_catalog.has_database_privilege(current_database(), 'create'))
            """
        );

    private static bool Ask(Func<IDbCommand> factory, string sql)
    {
        using var command = factory();
        command.CommandText = sql;
        return (bool)command.ExecuteScalar()!;
    }

    private static void Run(Func<IDbCommand> factory, string sql)
    {
        using var command = factory();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
