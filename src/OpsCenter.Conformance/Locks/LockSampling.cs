using System.Globalization;

namespace OpsCenter.Conformance.Locks;

/// <summary>The SQL with which a session samples its own locks.</summary>
internal static class LockSampling
{
    /// <summary>The prefix of the messages of the event triggers.</summary>
    public const string Prefix = "conformance lock sample: ";

    /// <summary>Undoes <see cref="CreateEventTriggers"/>.</summary>
    public const string DropEventTriggers = """
        drop event trigger conformance_locks_start;
        drop event trigger conformance_locks_end;
        drop function conformance_locks.sample();
        drop schema conformance_locks;
        """;

    /// <summary>An expression of type json that takes a sample.</summary>
    /// <param name="relations">The watched relations.</param>
    /// <param name="command">An SQL expression for the current DDL command.</param>
    public static string Expression(WatchedRelations relations, string command)
    {
        var all = Array(relations.All);
        var tables = Array(relations.All.Where(relation => relation.IsTable));
        return $"""
            pg_catalog.json_build_object(
                'command', {command},
                'at', extract(epoch from pg_catalog.clock_timestamp()),
                'transaction', (select l.virtualtransaction from pg_catalog.pg_locks l
                    where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'virtualxid' and l.mode = 'ExclusiveLock' limit 1),
                'locks', (select pg_catalog.json_object_agg(held.relation, held.strength) from (
                    select l.relation, max(case l.mode when 'ShareLock' then 5 when 'ShareRowExclusiveLock' then 6
                        when 'ExclusiveLock' then 7 when 'AccessExclusiveLock' then 8 end) as strength
                    from pg_catalog.pg_locks l
                    where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.granted
                        and l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
                        and l.relation = any ({all})
                    group by l.relation) as held),
                'reads', (select pg_catalog.json_object_agg(t.id,
                    pg_catalog.pg_stat_get_xact_tuples_returned(t.id) + pg_catalog.pg_stat_get_xact_tuples_fetched(t.id))
                    from pg_catalog.unnest({tables}) as t (id)),
                'files', (select pg_catalog.json_object_agg(c.oid, pg_catalog.pg_relation_filenode(c.oid)::bigint)
                    from pg_catalog.pg_class c
                    where c.oid = any ({all}) and pg_catalog.pg_relation_filenode(c.oid) is not null))
            """;
    }

    /// <summary>
    /// Samples at the start and end of every DDL command, including those in DO blocks and functions.
    /// </summary>
    public static string CreateEventTriggers(WatchedRelations relations) =>
        $"""
            create schema conformance_locks;
            create function conformance_locks.sample() returns event_trigger language plpgsql set search_path = pg_catalog as $sample$
            begin
                raise info '{Prefix}%', {Expression(relations, "tg_tag")};
            end
            $sample$;
            create event trigger conformance_locks_start on ddl_command_start execute function conformance_locks.sample();
            create event trigger conformance_locks_end on ddl_command_end execute function conformance_locks.sample();
            """;

    private static string Array(IEnumerable<WatchedRelation> relations) =>
        $"'{{{string.Join(',', relations.Select(relation => relation.Oid.ToString(CultureInfo.InvariantCulture)))}}}'::pg_catalog.oid[]";
}
