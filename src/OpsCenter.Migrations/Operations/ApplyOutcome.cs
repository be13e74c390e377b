namespace OpsCenter.Migrations.Operations;

/// <summary>What an apply found and did.</summary>
public enum ApplyOutcome
{
    /// <summary>The script ran, and the database has the migration now.</summary>
    Applied,

    /// <summary>The database had it already; nothing was run.</summary>
    AlreadyApplied,

    /// <summary>It had been applied without the service: the script ran again, found everything there, and is in the journal now.</summary>
    Adopted,

    /// <summary>An online run had stopped on the way, up or down: this one went on, and the database has the migration now.</summary>
    Completed,

    /// <summary>It was applied, and something of it was missing: the script ran again and created that.</summary>
    Repaired,
}
