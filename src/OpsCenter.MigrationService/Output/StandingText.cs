using OpsCenter.Migrations.Journal;

namespace OpsCenter.MigrationService.Output;

/// <summary>Where a database stands, in words.</summary>
internal static class StandingText
{
    public static string Of(MigrationStatus status) =>
        status.Standing switch
        {
            MigrationStanding.Applied => $"applied on {status.AppliedAt:u} by {status.AppliedBy}",
            MigrationStanding.AppliedOutsideService =>
                $"applied on {status.AppliedAt:u} by {status.AppliedBy}, without the service; apply takes it into the journal",
            MigrationStanding.RolledBackOutsideService =>
                "pending; it had been applied, and was rolled back without the service",
            MigrationStanding.ChecksumChanged =>
                $"applied on {status.AppliedAt:u} by {status.AppliedBy}, and the script was edited since",
            MigrationStanding.ApplyInterrupted when status.Runner is not null =>
                "its apply is running",
            MigrationStanding.ApplyInterrupted => UnfinishedRun.Apply,
            MigrationStanding.RollbackInterrupted when status.Runner is not null =>
                "its rollback is running",
            MigrationStanding.RollbackInterrupted => UnfinishedRun.Rollback,
            _ when HasNoTables(status) =>
                "pending; the search_path of this connection leads to no schema that has its tables",
            _ => "pending",
        };

    /// <summary>Whether nothing is applied, and nothing could be: the connection leads to no table that the migration extends.</summary>
    public static bool HasNoTables(MigrationStatus status) =>
        status is { Schema: null, Standing: MigrationStanding.Pending };
}
