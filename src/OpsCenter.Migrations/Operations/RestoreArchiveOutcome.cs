namespace OpsCenter.Migrations.Operations;

/// <summary>What a restore of archived rows found and did.</summary>
public enum RestoreArchiveOutcome
{
    /// <summary>The archived rows and values are back.</summary>
    Restored,

    /// <summary>There is no complete archive that was not restored before; nothing was changed.</summary>
    NothingToRestore,

    /// <summary>It was only asked; nothing was changed.</summary>
    Planned,
}
