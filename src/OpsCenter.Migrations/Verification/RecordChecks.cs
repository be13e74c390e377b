using OpsCenter.Migrations.Journal;

namespace OpsCenter.Migrations.Verification;

/// <summary>Record, journal and checksum.</summary>
internal static class RecordChecks
{
    public static IEnumerable<VerificationCheck> Of(MigrationState state)
    {
        if (state.Migration.KeepsRecord)
        {
            yield return state.Record switch
            {
                null => new(
                    "record",
                    false,
                    $"opscenter.migration has no row for \"{state.Migration.Name}\": it is not applied"
                ),
                { State: RecordState.Applying } => new("record", false, UnfinishedRun.Apply),
                { State: RecordState.RollingBack } => new("record", false, UnfinishedRun.Rollback),
                var record => new(
                    "record",
                    true,
                    $"applied on {record.AppliedAt:u} by {record.AppliedBy}"
                ),
            };
        }

        if (state.IsJournaled)
        {
            yield return new("journal", true, $"run {state.LastUp!.Id} of {state.LastUp.Script}");
            if (state.LastUp.Adopted)
            {
                yield return VerificationCheck.NotMade(
                    "journal",
                    $"it found the migration applied without the service: neither the text nor the data of before {state.LastUp.ExecutedAt:u} can be checked"
                );
            }

            yield return state.ChecksumMatches
                ? new(
                    "checksum",
                    true,
                    $"SHA-256 {state.LastUp.Checksum}, the same text as in this build"
                )
                : new(
                    "checksum",
                    false,
                    $"applied with SHA-256 {state.LastUp.Checksum}, but the file has {state.Migration.Forward.Checksum} now"
                );
        }
        else if (state.IsApplied)
        {
            yield return VerificationCheck.NotMade(
                "journal",
                "applied without the service, so its text at that time cannot be checked; apply takes it into the journal"
            );
        }
        else if (!state.Migration.KeepsRecord)
        {
            yield return new("journal", false, "the journal does not say that it is applied");
        }
    }
}
