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

    /// <summary>An online run stopped on the way to it: apply goes on, rollback goes back.</summary>
    ApplyInterrupted,

    /// <summary>An online rollback stopped on its way: rollback goes on, apply brings the schema back.</summary>
    RollbackInterrupted,

    /// <summary>Applied, and the script's text has changed since.</summary>
    ChecksumChanged,
}
