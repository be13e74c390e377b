using System.Data;
using System.Diagnostics;
using DbUp.Engine;
using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>
/// DbUp's journal over <c>opscenter.journal</c>. It is created after the script ran, in the script's transaction, so that a script
/// which refuses leaves nothing, and a script that makes the schema itself finds none in its way.
/// </summary>
/// <param name="migration">The migration.</param>
/// <param name="direction">Which of its scripts runs.</param>
/// <param name="clock">The clock of the rows.</param>
/// <param name="adopted">Whether the migration was found applied without the service.</param>
/// <param name="owner">Whose schema opscenter becomes if it has to be created; null for the session's role.</param>
internal sealed class EngineJournal(
    Migration migration,
    MigrationDirection direction,
    TimeProvider clock,
    bool adopted = false,
    string? owner = null
) : IJournal
{
    private const string Create = """
        create table if not exists opscenter.journal (
            id bigint generated always as identity primary key,
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

    private long _started;

    /// <summary>The new row's number; null when the row could not be kept (see <see cref="StoreExecutedScript"/>).</summary>
    public long? EntryId { get; private set; }

    /// <summary>Always empty: whether the script is due was decided from record and history; DbUp must not skip it.</summary>
    public string[] GetExecutedScripts() => [];

    /// <summary>Creates nothing yet: DbUp calls this before the script's first statement.</summary>
    public void EnsureTableExistsAndIsLatestVersion(Func<IDbCommand> dbCommandFactory)
    {
        // An online run comes here once for every round; it began with the first.
        if (_started == 0)
        {
            _started = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>
    /// Adds the row. A rollback that removed the schema, run by a role that may not create it again, keeps none: an undone
    /// migration needs no book, and its rollback must not fail for want of one.
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
        if (direction == MigrationDirection.Down && !MayKeepBooks(dbCommandFactory))
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

        using var insert = (NpgsqlCommand)dbCommandFactory();
        insert.CommandText = """
            insert into opscenter.journal (migration, script, checksum, direction, executed_at, duration_ms, adopted, executed_by)
            values ($1, $2, $3, $4, $5, $6, $7, session_user)
            returning id
            """;
        foreach (var value in Values(duration))
        {
            insert.Parameters.Add(new NpgsqlParameter { Value = value });
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

    private static bool MayKeepBooks(Func<IDbCommand> factory) =>
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
