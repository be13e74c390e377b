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

    /// <summary>Applied, and the script's text has changed since.</summary>
    ChecksumChanged,
}
