using System.Data;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Online;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>Asks a script in plan mode, in a transaction that is rolled back whatever it says.</summary>
/// <param name="context">The database and the options.</param>
/// <param name="migration">The migration.</param>
/// <param name="withStatements">Whether the plan has the statements of a run, too.</param>
internal sealed class Plan(EngineContext context, Migration migration, bool withStatements = false)
{
    public async Task<MigrationPlan> RunAsync(
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        return await RunAsync(session, direction, cancellation);
    }

    /// <summary>A script that meets a lock which keeps readers out is asked again, until --lock-deadline has passed.</summary>
    public Task<MigrationPlan> RunAsync(
        DatabaseSession session,
        MigrationDirection direction,
        CancellationToken cancellation
    ) =>
        new ReadRetry(context, session).RunAsync(
            $"plan {migration.Name}",
            () => OnceAsync(session, direction, cancellation),
            cancellation
        );

    private async Task<MigrationPlan> OnceAsync(
        DatabaseSession session,
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        var script = direction == MigrationDirection.Up ? migration.Forward : migration.Rollback;
        await session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        try
        {
            // As one transaction a script says no statements of its own. Apply runs in units; a rollback is planned as one transaction, because each of its units depends on what the one before found.
            var mode =
                withStatements
                && migration.SupportsOnline
                && !context.Options.SingleTransaction
                && direction == MigrationDirection.Up
                    ? "plan online"
                    : "plan";
            await ScriptSettings.ApplyAsync(session, mode, context.Options, cancellation);
            var run = await new ScriptRunner(session, context.Logger).RunAsync(
                script,
                mode,
                new SilentJournal(),
                cancellation
            );
            return new MigrationPlan(migration.Name, direction, run.Steps)
            {
                Units = withStatements
                    ? await UnitsAsync(session, script, run.Steps, cancellation)
                    : [],
                Outline = PlanOutline.Of(
                    migration,
                    direction,
                    session.Connection.Database,
                    run.Steps
                ),
            };
        }
        finally
        {
            await session.RollbackAsync();
        }
    }

    private async Task<IReadOnlyList<PlannedUnit>> UnitsAsync(
        DatabaseSession session,
        MigrationScript script,
        IReadOnlyList<MigrationStep> steps,
        CancellationToken cancellation
    )
    {
        if (!migration.SupportsOnline)
        {
            // The script says what it would do, and not with which statements.
            return
            [
                new PlannedUnit($"run {script.FileName}", true, "unknown", "", null, [script.Text]),
            ];
        }

        var units = ScriptUnit.Read(
            await session.ScalarAsync<string>(
                "select coalesce(current_setting('opscenter.statements', true), '')",
                cancellation
            )
        );
        var tables = await PlannedTables.OfAsync(session, steps, cancellation);
        return [.. units.Select(unit => Planned(unit, tables))];
    }

    private static PlannedUnit Planned(ScriptUnit unit, IReadOnlyList<PlannedTable> tables)
    {
        PlannedTable[] touched = [.. tables.Where(table => unit.Tables.Contains(table.Oid))];
        return new PlannedUnit(
            unit.Message,
            !unit.IsAlone,
            unit.Lock,
            unit.Table,
            unit.Role,
            unit.Statements
        )
        {
            Touched = touched,
            Steps = [.. unit.Steps.Select(step => step.ToStep())],
            // Everything else changes the catalog only.
            Estimate = unit.Index is null
                ? null
                : touched.Aggregate(TimeSpan.Zero, (sum, table) => sum + table.ReadTime),
        };
    }
}
