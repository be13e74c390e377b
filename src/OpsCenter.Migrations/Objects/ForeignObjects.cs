using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Objects;

/// <summary>Leaves out of a difference what other sessions did meanwhile.</summary>
internal static class ForeignObjects
{
    // What the transaction itself created or dropped, no other session sees until it commits.
    private const string Visible = """
        select v.class::bigint, v.oid::bigint, v.number
        from (
            select 'pg_class'::regclass::oid as class, a.attrelid as oid, a.attnum::integer as number
            from pg_attribute a where a.attrelid = any ($1::oid[]) and a.attnum > 0 and not a.attisdropped
            union all select 'pg_class'::regclass, c.oid, 0 from pg_class c where c.oid = any ($1::oid[])
            union all select 'pg_namespace'::regclass, c.oid, 0 from pg_namespace c where c.oid = any ($1::oid[])
            union all select 'pg_constraint'::regclass, c.oid, 0 from pg_constraint c where c.oid = any ($1::oid[])
            union all select 'pg_trigger'::regclass, c.oid, 0 from pg_trigger c where c.oid = any ($1::oid[])
            union all select 'pg_policy'::regclass, c.oid, 0 from pg_policy c where c.oid = any ($1::oid[])
            union all select 'pg_rewrite'::regclass, c.oid, 0 from pg_rewrite c where c.oid = any ($1::oid[])
            union all select 'pg_proc'::regclass, c.oid, 0 from pg_proc c where c.oid = any ($1::oid[])
            union all select 'pg_type'::regclass, c.oid, 0 from pg_type c where c.oid = any ($1::oid[])
            union all select 'pg_extension'::regclass, c.oid, 0 from pg_extension c where c.oid = any ($1::oid[])
            union all select 'pg_statistic_ext'::regclass, c.oid, 0 from pg_statistic_ext c where c.oid = any ($1::oid[])
            union all select 'pg_publication'::regclass, c.oid, 0 from pg_publication c where c.oid = any ($1::oid[])
            union all select 'pg_event_trigger'::regclass, c.oid, 0 from pg_event_trigger c where c.oid = any ($1::oid[])
            union all select 'pg_collation'::regclass, c.oid, 0 from pg_collation c where c.oid = any ($1::oid[])
            union all select 'pg_operator'::regclass, c.oid, 0 from pg_operator c where c.oid = any ($1::oid[])
            union all select 'pg_opfamily'::regclass, c.oid, 0 from pg_opfamily c where c.oid = any ($1::oid[])
            union all select 'pg_opclass'::regclass, c.oid, 0 from pg_opclass c where c.oid = any ($1::oid[])
            union all select 'pg_cast'::regclass, c.oid, 0 from pg_cast c where c.oid = any ($1::oid[])
            union all select 'pg_conversion'::regclass, c.oid, 0 from pg_conversion c where c.oid = any ($1::oid[])
            union all select 'pg_language'::regclass, c.oid, 0 from pg_language c where c.oid = any ($1::oid[])
            union all select 'pg_ts_dict'::regclass, c.oid, 0 from pg_ts_dict c where c.oid = any ($1::oid[])
            union all select 'pg_ts_config'::regclass, c.oid, 0 from pg_ts_config c where c.oid = any ($1::oid[])
            union all select 'pg_foreign_data_wrapper'::regclass, c.oid, 0 from pg_foreign_data_wrapper c where c.oid = any ($1::oid[])
            union all select 'pg_foreign_server'::regclass, c.oid, 0 from pg_foreign_server c where c.oid = any ($1::oid[])
            union all select 'pg_user_mapping'::regclass, c.umid, 0 from pg_user_mappings c where c.umid = any ($1::oid[])
            union all select 'pg_description'::regclass, d.objoid, d.objsubid from pg_description d
            where d.objoid = any ($1::oid[]) and d.classoid = 'pg_class'::regclass) v
        """;

    /// <summary>The part of a difference that is of the session's own open transaction.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="state">The catalogs as the session saw them after it.</param>
    /// <param name="watcher">Another session, outside of a transaction.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<ObjectDifference> RemoveAsync(
        ObjectDifference difference,
        CatalogState state,
        DatabaseSession watcher,
        CancellationToken cancellation
    )
    {
        if (difference.ChangesRoles || difference.ChangesSettings)
        {
            var seen = CatalogState.Ask();
            await watcher.ReadAsync([seen], cancellation, prepared: true);
            difference = difference with
            {
                ChangesRoles = difference.ChangesRoles && seen.Rows[0].Roles != state.Roles,
                ChangesSettings =
                    difference.ChangesSettings && seen.Rows[0].Settings != state.Settings,
            };
        }

        var keys = difference
            .Created.Concat(difference.Dropped)
            .Select(found => found.Key.Oid)
            .Distinct()
            .ToArray();
        if (keys.Length == 0)
        {
            return difference;
        }

        var visible = (
            await watcher.QueryPreparedAsync(
                Visible,
                row => new ObjectKey(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2)),
                cancellation,
                (object)keys
            )
        ).ToHashSet();
        return difference with
        {
            Created = [.. difference.Created.Where(found => !visible.Contains(found.Key))],
            Dropped = [.. difference.Dropped.Where(found => visible.Contains(found.Key))],
        };
    }
}
