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
        // Without the runner lock: what is known of the metadata is used at once.
        var stored =
            state.IsJournaled && state.Metadata.Has("digest")
                ? await DigestStore.LoadAsync(session, state.LastUp!.Id, cancellation)
                : null;
        var schema = await SchemaImage.ReadAsync(session, migration, state.Metadata, cancellation);
        var plan = await new Plan(context, migration).RunAsync(
            session,
            MigrationDirection.Up,
            cancellation
        );
        var preservation = await CompareAsync(session, state, stored, cancellation);
        return new VerificationReport(
            migration.Name,
            [
                .. SchemaChecks.Of(plan),
                .. RecordChecks.Of(state),
                .. state.IsApplied ? DataChecks.Of(preservation) : [],
            ],
            new SchemaChange(schema.WithoutCreated(), schema),
            preservation
        )
        {
            IsApplied = state.IsApplied || state.Record is not null,
        };
    }

    private async Task<PreservationReport?> CompareAsync(
        DatabaseSession session,
        MigrationState state,
        DigestSet? stored,
        CancellationToken cancellation
    )
    {
        if (stored is not null && state.Metadata.IsRestored(migration.Name))
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
