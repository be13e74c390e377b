using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;
using OpsCenter.Migrations.Verification;

namespace OpsCenter.Migrations.Operations;

/// <summary>Looks at a database and changes nothing.</summary>
internal sealed class Verify(EngineContext context, Migration migration)
{
    public async Task<VerificationReport> RunAsync(CancellationToken cancellation)
    {
        await using var session = await TrustedSession.OpenAsync(context, migration, cancellation);
        var state = await MigrationState.ReadAsync(session, migration, cancellation);
        var plan = await new Plan(context, migration).RunAsync(
            session,
            MigrationDirection.Up,
            cancellation
        );
        var preservation = await CompareAsync(session, state, cancellation);
        var schema = await SchemaImage.ReadAsync(session, migration, cancellation);
        return new VerificationReport(
            migration.Name,
            [
                .. SchemaChecks.Of(plan),
                .. BookChecks.Of(state),
                .. state.IsApplied ? DataChecks.Of(preservation) : [],
            ],
            new SchemaChange(schema.WithoutCreated(), schema),
            preservation
        );
    }

    private async Task<PreservationReport?> CompareAsync(
        DatabaseSession session,
        MigrationState state,
        CancellationToken cancellation
    )
    {
        var stored = state.IsJournaled
            ? await DigestStore.LoadAsync(session, state.LastUp!.Id, cancellation)
            : null;
        if (
            stored is not null
            && await BookSchema.IsRestoredAsync(session, migration.Name, state.Pair, cancellation)
        )
        {
            stored = await RestoredDigests.TranslateAsync(session, stored, cancellation);
        }

        return stored is null
            ? null
            : await new DigestComparison(
                session,
                context.Options,
                context.Clock,
                new ReadRetry(context, session)
            ).CompareAsync(stored, cancellation);
    }
}
