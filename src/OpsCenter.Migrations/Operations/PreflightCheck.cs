using Microsoft.Extensions.Logging;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
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
        var (plan, failure) = await PlanAsync(session, direction, cancellation);
        return await RunAsync(session, plan, failure, cancellation);
    }

    /// <summary>Refuses to go on if something is in the way, or if the run would not do what was approved. Not inside a transaction.</summary>
    /// <exception cref="PreflightFailedException">All that is in the way, at once.</exception>
    /// <exception cref="PlanChangedException">It would do something else.</exception>
    public async Task EnsureClearAsync(
        DatabaseSession session,
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        using var span = MigrationTelemetry.Source.StartActivity($"preflight {migration.Name}");
        var (plan, failure) = await PlanAsync(session, direction, cancellation);
        var report = await RunAsync(session, plan, failure, cancellation);
        var blocking = report.Blocking.ToList();
        Log(plan, blocking);

        // Where the script refuses for all of it, its own words say it better, and nothing is told twice.
        if (blocking.Exists(finding => !finding.IsToldByScript))
        {
            throw new PreflightFailedException(migration.Name, blocking);
        }

        if (context.Options.Approved is { } approved)
        {
            approved.EnsureSame(
                plan.Outline,
                await IsInterruptedAsync(session, direction, cancellation)
            );
        }
    }

    private async Task<bool> IsInterruptedAsync(
        DatabaseSession session,
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        var state = await MigrationState.ReadAsync(session, migration, cancellation);
        return state.Record?.State
            == (
                direction == MigrationDirection.Up ? RecordState.Applying : RecordState.RollingBack
            );
    }

    /// <summary>Each obstacle by itself, the script's own as well: a structured log can be searched by rule and by object.</summary>
    private void Log(MigrationPlan plan, List<PreflightFinding> blocking)
    {
        foreach (var finding in blocking)
        {
            context.Logger.LogError(
                "{Message} {Remedy} ({Rule}, {Object})",
                finding.Message,
                finding.Remedy,
                finding.Id,
                plan.Obstacles.FirstOrDefault(step => step.Message == finding.Message)?.FullName
                    ?? "-"
            );
        }
    }

    private async Task<PreflightReport> RunAsync(
        DatabaseSession session,
        MigrationPlan plan,
        ScriptFailedException? failure,
        CancellationToken cancellation
    )
    {
        // A script without a plan mode says nothing about what it touches: what concerns the whole server is looked at.
        var needed =
            !migration.KeepsRecord
            || failure is not null
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
                    cancellation,
                    failure
                )
                : []
        );
    }

    /// <summary>What the script says in plan mode; where it fails, an empty plan and why.</summary>
    private async Task<(MigrationPlan Plan, ScriptFailedException? Failure)> PlanAsync(
        DatabaseSession session,
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        var nothing = new MigrationPlan(migration.Name, direction, [])
        {
            Outline = PlanOutline.Of(migration, direction, session.Connection.Database, []),
        };
        if (!migration.KeepsRecord)
        {
            return (nothing, null);
        }

        try
        {
            return (
                await new Plan(context, migration).RunAsync(session, direction, cancellation),
                null
            );
        }
        catch (ScriptFailedException failure) when (!cancellation.IsCancellationRequested)
        {
            return (nothing, failure);
        }
    }
}
