using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>
/// Settings on which the text of a value depends, the same for every digest, until the transaction ends. With row_security off a
/// policy that would hide rows raises an error instead of making the digest cover less. One parallel worker at most helps, so that a
/// digest takes two cores for half as long; none while others work in the database, who would feel it, and none where server or role
/// allow none.
/// </summary>
internal static class PinnedSettings
{
    private const string Sql = """
        select
            set_config('search_path', 'pg_catalog', true),
            set_config('DateStyle', 'ISO, YMD', true),
            set_config('IntervalStyle', 'postgres', true),
            set_config('TimeZone', 'UTC', true),
            set_config('extra_float_digits', '3', true),
            set_config('bytea_output', 'hex', true),
            set_config('lc_monetary', 'C', true),
            set_config('row_security', 'off', true),
            -- So that no check of a table is executed to plan its query.
            set_config('constraint_exclusion', 'off', true),
            set_config('max_parallel_workers_per_gather', case
                -- What a session of another role does is hidden from a plain one: then it counts as work.
                when exists (
                    select from pg_catalog.pg_stat_activity a
                    where a.datname = current_database() and a.backend_type = 'client backend'
                      and a.application_name is distinct from current_setting('application_name')
                      and coalesce(a.state_change, clock_timestamp()) > clock_timestamp() - interval '2 seconds')
                    then '0'
                else least(current_setting('max_parallel_workers_per_gather')::int, 1)::text
            end, true)
        """;

    public static Task ApplyAsync(DatabaseSession session, CancellationToken cancellation) =>
        session.ExecuteAsync(Sql, cancellation);
}
