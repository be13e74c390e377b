namespace OpsCenter.Migrations.Versions;

/// <summary>Where a migration of a folder stands.</summary>
public enum VersionState
{
    /// <summary>It is in the folder and was never applied, or was rolled back.</summary>
    Pending,

    /// <summary>It is applied.</summary>
    Applied,

    /// <summary>It was applied, and its file was edited since.</summary>
    Edited,

    /// <summary>It is applied, and the folder does not have it any more.</summary>
    Missing,

    /// <summary>A run of its up script was interrupted. The next apply resumes it.</summary>
    Applying,

    /// <summary>A run of its down script was interrupted. The next rollback resumes it.</summary>
    RollingBack,
}
