namespace OpsCenter.Migrations.Operations;

/// <summary>What a rollback found and did.</summary>
public enum RollbackOutcome
{
    /// <summary>The rollback script ran.</summary>
    RolledBack,

    /// <summary>The migration is not applied; nothing was run.</summary>
    NothingToRollBack,
}
