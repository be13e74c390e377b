namespace OpsCenter.Migrations.Versions;

/// <summary>What happens when a script changes or drops data that was there before, and does not say so.</summary>
public enum Preserve
{
    /// <summary>Its transaction is rolled back.</summary>
    Enforce,

    /// <summary>It is reported.</summary>
    Report,

    /// <summary>Rows are not counted, and the migration cannot be undone without a down script.</summary>
    Off,
}
