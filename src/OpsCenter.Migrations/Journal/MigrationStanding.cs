namespace OpsCenter.Migrations.Journal;

/// <summary>Where a database stands with a migration.</summary>
public enum MigrationStanding
{
    /// <summary>Not applied.</summary>
    Pending,

    /// <summary>Applied by the service.</summary>
    Applied,

    /// <summary>Applied, but the journal does not know: the script was run by psql.</summary>
    AppliedOutsideService,

    /// <summary>The journal says applied, but it is not: the rollback was run by psql. It is pending again.</summary>
    RolledBackOutsideService,

    /// <summary>An online run stopped on the way to it: apply resumes it, rollback takes it back.</summary>
    ApplyInterrupted,

    /// <summary>An online rollback stopped on its way: rollback resumes it, apply takes it back.</summary>
    RollbackInterrupted,

    /// <summary>Applied, and the script's text has changed since.</summary>
    ChecksumChanged,
}
