using System.Globalization;

namespace OpsCenter.Conformance.Locks;

/// <summary>The SQL that takes a sample in the session whose locks are asked for.</summary>
internal static class LockSampling
{
    /// <summary>What an event trigger's messages begin with.</summary>
    public const string Mark = "conformance lock sample: ";

    /// <summary>Takes back <see cref="EventTriggers"/>.</summary>
    public const string EventTriggersEnd = """
        drop event trigger conformance_locks_start;
        drop event trigger conformance_locks_end;
        drop function conformance_locks.sample();
        drop schema conformance_locks;
        """;

    /// <summary>An expression of type json.</summary>
    /// <param name="relations">Which relations are looked at.</param>
    /// <param name="command">An SQL expression of the command at hand.</param>
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

    /// <summary>Takes a sample at the beginning and the end of every DDL command, also within DO and functions.</summary>
    public static string EventTriggers(WatchedRelations relations) =>
        $"""
            create schema conformance_locks;
            create function conformance_locks.sample() returns event_trigger language plpgsql set search_path = pg_catalog as $sample$
            begin
                raise info '{Mark}%', {Expression(relations, "tg_tag")};
            end
            $sample$;
            create event trigger conformance_locks_start on ddl_command_start execute function conformance_locks.sample();
            create event trigger conformance_locks_end on ddl_command_end execute function conformance_locks.sample();
            """;

    private static string Array(IEnumerable<WatchedRelation> relations) =>
        $"'{{{string.Join(',', relations.Select(relation => relation.Oid.ToString(CultureInfo.InvariantCulture)))}}}'::pg_catalog.oid[]";
}
