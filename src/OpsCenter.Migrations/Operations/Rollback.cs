using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>Takes a database back from a migration.</summary>
internal sealed class Rollback(EngineContext context, Migration migration)
{
    public async Task<RollbackReport> RunAsync(CancellationToken cancellation)
    {
        await using var runner = await RunnerLock.AcquireAsync(context, cancellation);
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        await using var mark = await WorkMark.SetAsync(session, cancellation);
        var state = await MigrationState.ReadAsync(session, migration, cancellation);
        var before = await SchemaImage.ReadAsync(session, migration, state.Metadata, cancellation);
        if (!state.IsBegun)
        {
            await EnsureNothingElsewhereAsync(session, state.Metadata, cancellation);
            return new RollbackReport(
                migration.Name,
                RollbackOutcome.NothingToRollBack,
                [],
                TimeSpan.Zero,
                new SchemaChange(before, before),
                null,
                Journaled: false
            );
        }

        var journal = new EngineJournal(
            migration,
            MigrationDirection.Down,
            context.Clock,
            session.CallerPath.Schemas,
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
            $"{migration.Name} is rolled back, and that is committed",
            "Nothing has to be rolled back again; opscenter status tells where the database stands. This check cannot be made later: "
                + "what it compares with was not kept. That no script wrote what was there before was proved before each commit.",
            cancellation
        );
        var preservation = await run.CompareAsync(after, cancellation);
        var image = await after.LookAsync(
            "read the schema for the report",
            () => SchemaImage.ReadAsync(session, migration, cancellation)
        );
        return new RollbackReport(
            migration.Name,
            RollbackOutcome.RolledBack,
            run.Script.Steps,
            run.Script.Duration,
            new SchemaChange(before, image),
            preservation,
            journal.EntryId is not null
        )
        {
            Backup = run.Backup,
        };
    }

    /// <summary>"Nothing to roll back" must not be said where the connection only leads to another schema: the script names those.</summary>
    private async Task EnsureNothingElsewhereAsync(
        DatabaseSession session,
        Metadata metadata,
        CancellationToken cancellation
    )
    {
        if (!migration.KeepsRecord || !metadata.Has("migration"))
        {
            return;
        }

        var plan = await new Plan(context, migration).RunAsync(
            session,
            MigrationDirection.Down,
            cancellation
        );
        if (!plan.IsClear)
        {
            throw new MigrationRefusedException(
                migration.Rollback.FileName,
                string.Join(
                    '\n',
                    plan.Obstacles.Select(step => step.Message)
                        .Prepend(
                            $"{migration.Name} was not rolled back, nothing was changed. In the way:"
                        )
                ),
                hint: null
            );
        }
    }
}
