namespace OpsCenter.Migrations.Journal;

/// <summary>What a migration's record says about itself.</summary>
internal enum RecordState
{
    /// <summary>Everything is in place.</summary>
    Applied,

    /// <summary>An online run has begun to apply it, and has not come to its end.</summary>
    Applying,

    /// <summary>An online run has begun to roll it back, and has not come to its end.</summary>
    RollingBack,
}
