using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Trials;

/// <summary>
/// Tables to which only triggers and rules of the base write while the scripts run, such as a history or an audit log. That they have more
/// rows afterwards is their purpose.
/// </summary>
internal static class TriggerRows
{
    private const string Disable = """
        do $$
        declare
            one record;
        begin
            for one in
                select format('alter event trigger %I disable', evtname) as command
                from pg_catalog.pg_event_trigger where evtenabled <> 'D'
            loop
                execute one.command;
            end loop;
            for one in
                select distinct format('alter table %s disable trigger user', t.tgrelid::regclass) as command
                from pg_catalog.pg_trigger t
                join pg_catalog.pg_class c on c.oid = t.tgrelid and c.relkind in ('r', 'p')
                where not t.tgisinternal and t.tgenabled <> 'D'
                union all
                select format('alter table %s disable rule %I', r.ev_class::regclass, r.rulename)
                from pg_catalog.pg_rewrite r
                join pg_catalog.pg_class c on c.oid = r.ev_class and c.relkind in ('r', 'p')
                where r.ev_type <> '1' and r.ev_enabled <> 'D'
            loop
                execute one.command;
            end loop;
        end
        $$
        """;

    /// <summary>
    /// The tables that keep exactly their rows if both scripts run while triggers and rules of the base are disabled; none if a script fails
    /// then.
    /// </summary>
    /// <param name="trial">The migration.</param>
    /// <param name="database">The base, which is changed.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<IReadOnlySet<string>> UntouchedAsync(
        Trial trial,
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        await database.ExecuteUnnoticedAsync(Disable, cancellation);
        var before = await SnapshotAsync();
        var untouched = before.Tables.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var script in new[] { trial.Pair.RunnableUp, trial.Pair.RunnableDown })
        {
            var run = await Trial.RunAsync(database, script, null, cancellation);
            if (!run.Succeeded)
            {
                return new HashSet<string>(StringComparer.Ordinal);
            }

            untouched.ExceptWith(
                DataComparison
                    .Losses(before, await SnapshotAsync())
                    .Select(difference => difference.Table)
            );
        }

        return untouched;

        Task<DataSnapshot> SnapshotAsync() =>
            DataSnapshot.TakeAsync(database.DataSource, trial.Pair.Metadata, cancellation);
    }
}
