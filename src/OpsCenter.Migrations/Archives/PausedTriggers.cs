using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>
/// The triggers and rules of a table, disabled while archived rows come back: they ran when the rows were written, and a second time they
/// would change or drop them. Foreign keys are checked as always.
/// </summary>
internal sealed class PausedTriggers
{
    private const string Sql = """
        -- Before 15 the copies of a trigger on partitions count as internal, and only a superuser may disable one.
        select 'trigger', t.tgname::text, t.tgenabled::text,
            t.tgisinternal and not (select r.rolsuper from pg_roles r where r.rolname = current_user)
        from pg_trigger t
        where t.tgrelid::bigint = $1 and (not t.tgisinternal or t.tgparentid <> 0 and t.tgconstraint = 0) and t.tgenabled in ('O', 'A')
        union all
        -- The numbers of UPDATE, INSERT and DELETE.
        select 'rule', r.rulename::text, r.ev_enabled::text, false
        from pg_rewrite r
        where r.ev_class::bigint = $1 and r.ev_type in ('2', '3', '4') and r.ev_enabled in ('O', 'A')
        order by 1, 2
        """;

    private readonly TableShape _table;
    private readonly IReadOnlyList<(
        string Kind,
        string Name,
        string Enabled,
        bool IsOutOfReach
    )> _triggers;

    private PausedTriggers(
        TableShape table,
        IReadOnlyList<(string Kind, string Name, string Enabled, bool IsOutOfReach)> triggers
    ) => (_table, _triggers) = (table, triggers);

    /// <summary>Disables those that would run, until the transaction is rolled back or they are resumed.</summary>
    /// <exception cref="ArchiveObstacleException">The role may not disable one.</exception>
    public static async Task<PausedTriggers> PauseAsync(
        DatabaseSession session,
        TableShape table,
        CancellationToken cancellation
    )
    {
        var triggers = await session.QueryAsync(
            Sql,
            row =>
                (
                    Kind: row.GetString(0),
                    Name: row.GetString(1),
                    Enabled: row.GetString(2),
                    IsOutOfReach: row.GetBoolean(3)
                ),
            cancellation,
            table.Oid
        );
        if (triggers.FirstOrDefault(found => found.IsOutOfReach) is { Name: { } name })
        {
            throw new ArchiveObstacleException(
                $"trigger {SqlName.Role(name)} of its partitioned table would run again and change rows: before PostgreSQL 15 only a superuser can disable "
                    + "it on a partition. Restore as a superuser"
            );
        }

        var paused = new PausedTriggers(table, triggers);
        await paused.AlterAsync(session, _ => "disable", cancellation);
        return paused;
    }

    /// <summary>Disables those of all partitions of a table.</summary>
    public static async Task<IReadOnlyList<PausedTriggers>> PauseAllAsync(
        DatabaseSession session,
        TableShape root,
        CancellationToken cancellation
    )
    {
        var leaves = await session.QueryAsync(
            "select t.relid::oid::bigint from pg_partition_tree($1::oid::regclass) t where t.isleaf order by t.relid",
            row => row.GetInt64(0),
            cancellation,
            root.Oid
        );
        var paused = new List<PausedTriggers>();
        foreach (var leaf in leaves)
        {
            var table = await TableShape.ReadAsync(session, leaf, cancellation);
            paused.Add(await PauseAsync(session, table, cancellation));
        }

        return paused;
    }

    /// <summary>Enables them as they were.</summary>
    public async Task ResumeAsync(DatabaseSession session, CancellationToken cancellation)
    {
        if (_triggers.Count > 0)
        {
            // A table with pending checks of foreign keys cannot be altered.
            await session.ExecuteAsync("set constraints all immediate", cancellation);
        }

        await AlterAsync(
            session,
            enabled => enabled == "A" ? "enable always" : "enable",
            cancellation
        );
    }

    private Task AlterAsync(
        DatabaseSession session,
        Func<string, string> verb,
        CancellationToken cancellation
    ) =>
        _triggers.Count == 0
            ? Task.CompletedTask
            : session.ExecuteAsync(
                $"alter table {_table.Own} {string.Join(", ", _triggers.Select(trigger => $"{verb(trigger.Enabled)} {trigger.Kind} {SqlName.Role(trigger.Name)}"))}",
                cancellation
            );
}
