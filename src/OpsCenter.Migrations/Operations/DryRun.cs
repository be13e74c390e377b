using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>Executes the forward script for real, rolls back, and proves that nothing stayed.</summary>
internal sealed class DryRun(EngineContext context, Migration migration)
{
    public async Task<DryRunReport> RunAsync(CancellationToken cancellation)
    {
        await using var runner = await RunnerLock.AcquireAsync(context, cancellation);
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        var state = await MigrationState.ReadAsync(session, migration, cancellation);
        state.RefuseEditedScript();
        await runner.EnsureSameServerAsync(session, cancellation);
        await new PreflightCheck(context, migration).EnsureClearAsync(
            session,
            MigrationDirection.Up,
            cancellation
        );
        var before = await SchemaImage.ReadAsync(session, migration, cancellation);
        var digests = await new DataDigest(
            session,
            context.Clock,
            new ReadRetry(context, session)
        ).TakeAsync(migration, cancellation);
        var catalog = await CatalogFingerprint.TakeAsync(session, cancellation);

        var run = await new GuardedScript(context, session).RunAsync(
            migration,
            MigrationDirection.Up,
            "",
            new EngineJournal(
                migration,
                MigrationDirection.Up,
                context.Clock,
                session.CallerPath.Schemas,
                owner: session.MetadataOwner
            ),
            cancellation
        );
        var after = await SchemaImage.ReadAsync(session, migration, cancellation);
        await session.RollbackAsync();

        var remains = await CatalogFingerprint.TakeAsync(session, cancellation);
        var preservation = await new DigestComparison(
            session,
            context.Options,
            context.Clock,
            new ReadRetry(context, session)
        ).CompareAsync(digests, cancellation);
        return new DryRunReport(
            migration.Name,
            run.Steps,
            run.Duration,
            new SchemaChange(before, after),
            preservation,
            catalog.Differences(remains)
        );
    }
}
