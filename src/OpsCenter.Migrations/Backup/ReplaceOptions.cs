namespace OpsCenter.Migrations.Backup;

/// <summary>How the tables of a database are replaced by those of a backup.</summary>
public sealed record ReplaceOptions : RestoreOptions
{
    /// <summary>Whether what is dropped or overwritten is backed up first, and the backup's rows are counted.</summary>
    public bool BackupFirst { get; init; } = true;
}
