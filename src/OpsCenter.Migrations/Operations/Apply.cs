using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>Brings a database to a migration.</summary>
internal sealed class Apply(EngineContext context, Migration migration)
{
    public async Task<ApplyReport> RunAsync(CancellationToken cancellation)
    {
        await using var runner = await RunnerLock.AcquireAsync(context, cancellation);
        await using var session = await context.OpenAsync(cancellation);
        var state = await MigrationState.ReadAsync(session, migration, cancellation);
        state.RefuseEditedScript();
        var before = await SchemaImage.ReadAsync(session, migration, cancellation);
        if (state.IsJournaled)
        {
            return Report(ApplyOutcome.AlreadyApplied, null, before.WithoutCreated(), before, null);
        }

        var digests = await new DataDigest(session, context.Clock).TakeAsync(
            migration,
            cancellation
        );
        var journal = new EngineJournal(migration, MigrationDirection.Up, context.Clock);
        var run = await new GuardedScript(context, session).RunAsync(
            migration,
            MigrationDirection.Up,
            journal,
            cancellation
        );
        await DigestStore.SaveAsync(session, journal.EntryId!.Value, digests, cancellation);
        await runner.EnsureHeldAsync(cancellation);
        await session.CommitAsync(cancellation);

        var preservation = await new DigestComparison(
            session,
            context.Options,
            context.Clock
        ).CompareAsync(digests, cancellation);
        return Report(
            state.IsApplied ? ApplyOutcome.Adopted : ApplyOutcome.Applied,
            run,
            before.WithoutCreated(),
            await SchemaImage.ReadAsync(session, migration, cancellation),
            preservation
        );
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
