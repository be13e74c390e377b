using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Preflight;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Telemetry;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>Looks at everything that can stop or harm a migration, before it begins.</summary>
internal sealed class PreflightCheck(EngineContext context, Migration migration)
{
    /// <summary>Reports, and refuses nothing.</summary>
    public async Task<PreflightReport> RunAsync(
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        return await RunAsync(
            session,
            await PlanAsync(session, direction, cancellation),
            cancellation
        );
    }

    /// <summary>Refuses to go on if something is in the way. Not inside a transaction.</summary>
    /// <exception cref="PreflightFailedException">All that is in the way, at once.</exception>
    public async Task EnsureClearAsync(
        DatabaseSession session,
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        using var span = MigrationTelemetry.Source.StartActivity("preflight");
        var plan = await PlanAsync(session, direction, cancellation);
        var report = await RunAsync(session, plan, cancellation);
        var blocking = report.Blocking.ToList();

        // Where the script refuses for all of it, its own words say it better, and nothing is told twice.
        if (blocking.Exists(finding => !finding.IsToldByScript))
        {
            throw new PreflightFailedException(migration.Name, blocking);
        }
    }

    private async Task<PreflightReport> RunAsync(
        DatabaseSession session,
        MigrationPlan plan,
        CancellationToken cancellation
    )
    {
        // A script without a plan mode says nothing about what it touches: what concerns the whole server is looked at.
        var needed =
            !migration.KeepsRecord
            || plan.Steps.Any(step =>
                step.Kind
                    is StepKind.Added
                        or StepKind.Dropped
                        or StepKind.Archived
                        or StepKind.Obstacle
            );
        var rules = needed ? PreflightRules.All : [];
        return new PreflightReport(
            migration.Name,
            plan.Direction,
            needed,
            [.. rules.Select(rule => rule.Id)],
            needed
                ? await new PreflightRun(session, context.Options).FindAsync(
                    rules,
                    plan,
                    cancellation
                )
                : []
        );
    }

    private async Task<MigrationPlan> PlanAsync(
        DatabaseSession session,
        MigrationDirection direction,
        CancellationToken cancellation
    ) =>
        migration.KeepsRecord
            ? await new Plan(context, migration).RunAsync(session, direction, cancellation)
            : new MigrationPlan(migration.Name, direction, []);
}
