namespace OpsCenter.Migrations;

/// <summary>Which of a migration's two scripts.</summary>
public enum MigrationDirection
{
    /// <summary>The forward script.</summary>
    Up,

    /// <summary>The rollback script.</summary>
    Down,
}
