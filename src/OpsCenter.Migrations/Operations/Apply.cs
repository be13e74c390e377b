using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Telemetry;
using OpsCenter.Migrations.Trust;
using OpsCenter.Migrations.Verification;

namespace OpsCenter.Migrations.Operations;

/// <summary>Brings a database to a migration.</summary>
internal sealed class Apply(EngineContext context, Migration migration)
{
    public async Task<ApplyReport> RunAsync(CancellationToken cancellation)
    {
        await using var runner = await RunnerLock.AcquireAsync(context, cancellation);
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        await using var mark = await WorkMark.SetAsync(session, cancellation);
        var state = await MigrationState.ReadAsync(session, migration, cancellation);
        state.RefuseEditedScript();
        var before = await SchemaImage.ReadAsync(session, migration, state.Metadata, cancellation);
        await RenamedSchema.RecordAsync(session, migration, state.Metadata, cancellation);
        if (state.IsJournaled && await IsWholeAsync(session, state.Metadata, cancellation))
        {
            return Report(ApplyOutcome.AlreadyApplied, null, before.WithoutCreated(), before, null);
        }

        var journal = new EngineJournal(
            migration,
            MigrationDirection.Up,
            context.Clock,
            session.CallerPath.Schemas,
            adopted: state.IsApplied && (!state.IsJournaled || state.LastUp!.Adopted),
            owner: session.MetadataOwner
        );
        var run = await CommittedRun.MakeAsync(
            context,
            migration,
            runner,
            session,
            journal,
            cancellation
        );
        var after = new AfterCommit(
            $"{migration.Name} is applied, and that is committed",
            "Nothing has to be applied again. Run opscenter verify: it makes every check, and it can be repeated.",
            cancellation
        );
        var preservation = await run.CompareAsync(after, cancellation);
        var image = await after.LookAsync(
            "read the schema for the report",
            async () =>
            {
                // Remembers what it sees, so that the next run, which finds nothing to do, writes nothing.
                await RememberAsync(session, cancellation);
                return await SchemaImage.ReadAsync(session, migration, cancellation);
            }
        );
        return Report(
            state switch
            {
                { IsJournaled: true } => ApplyOutcome.Repaired,
                { IsBegun: true, IsApplied: false } => ApplyOutcome.Completed,
                { IsApplied: true } => ApplyOutcome.Adopted,
                _ => ApplyOutcome.Applied,
            },
            run.Script,
            before.WithoutCreated(),
            image,
            preservation
        ) with
        {
            Backup = run.Backup,
        };
    }

    /// <summary>Whether nothing of an applied migration has been lost since. A script without a plan mode is taken at its word.</summary>
    private async Task<bool> IsWholeAsync(
        DatabaseSession session,
        Metadata metadata,
        CancellationToken cancellation
    ) =>
        !migration.KeepsRecord
        || await new Wholeness(session, migration, metadata).CheckAsync(
            () => LacksNothingAsync(session, cancellation),
            cancellation
        );

    private async Task RememberAsync(DatabaseSession session, CancellationToken cancellation)
    {
        if (migration.KeepsRecord)
        {
            await new Wholeness(session, migration).RememberAsync(
                () => LacksNothingAsync(session, cancellation),
                cancellation
            );
        }
    }

    private async Task<bool> LacksNothingAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        using var span = MigrationTelemetry.Source.StartActivity(
            $"check that {migration.Name} lacks nothing"
        );
        var plan = await new Plan(context, migration).RunAsync(
            session,
            MigrationDirection.Up,
            cancellation
        );
        return !plan.Steps.Any(step => step.Kind is StepKind.Added or StepKind.Obstacle);
    }

    private ApplyReport Report(
        ApplyOutcome outcome,
        ScriptRun? run,
        SchemaImage before,
        SchemaImage after,
        PreservationReport? preservation
    ) =>
        new(
            migration.Name,
            migration.Version,
            outcome,
            run?.Steps ?? [],
            run?.Duration ?? TimeSpan.Zero,
            new SchemaChange(before, after),
            preservation
        );
}
