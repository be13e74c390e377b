using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Room in the server's shared table of locks.</summary>
internal sealed class LockSlots : PreflightRule
{
    /// <summary>A new table locks itself, its TOAST table and the index of that; every other object itself and what it depends on.</summary>
    private const int LocksPerStep = 3;

    /// <summary>An existing table may have a TOAST table with its index, too.</summary>
    private const int LocksPerTable = 3;

    public override string Id => "lock-slots";

    public override string Why =>
        "All sessions share one table of locks. When it is full, statements fail with \"out of shared memory\": the migration's, and those of "
        + "everybody else.";

    public override bool MayBeAllowed => true;

    // The server's own formula is a little more generous (manual, max_locks_per_transaction).
    public override SessionQuery Evidence(PreflightContext context) =>
        new(
            """
            select
                pg_catalog.current_setting('max_locks_per_transaction')::bigint
                    * (pg_catalog.current_setting('max_connections')::bigint
                        + pg_catalog.current_setting('max_prepared_transactions')::bigint),
                (select count(*) from pg_catalog.pg_locks as l where not l.fastpath),
                pg_catalog.current_setting('max_locks_per_transaction')::bigint,
                (select s.source = 'command line' from pg_catalog.pg_settings as s where s.name = 'max_locks_per_transaction')
            """
        );

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    )
    {
        var (all, held, setting) = (rows[0].Number(0), rows[0].Number(1), rows[0].Number(2));
        var wanted =
            context.Tables.Sum(table => LocksPerTable + table.Indexes)
            + (LocksPerStep * (context.Plan.ToAdd.Count() + context.Plan.ToDrop.Count()));
        if (all - held < wanted)
        {
            var enough = ((wanted + held) * setting / all) + 1;
            yield return Refuse(
                context,
                $"The server has room for about {all} locks, {held} are held, and the migration needs about {wanted} "
                    + $"({context.Tables.Count} existing tables with partitions and indexes, {context.Plan.ToAdd.Count() + context.Plan.ToDrop.Count()} objects to create or drop).",
                rows[0].Flag(3)
                    ? $"Wait until those who hold so many are done, or give it more room: start the server with -c max_locks_per_transaction={enough}."
                    : $"Wait until those who hold so many are done, or give it more room: alter system set max_locks_per_transaction = {enough}; and restart the server."
            );
        }
    }
}
