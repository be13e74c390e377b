using System.Collections.Frozen;

namespace OpsCenter.Migrations.Backup;

/// <summary>How the tables of a database are replaced by those of a backup.</summary>
public sealed record ReplaceOptions
{
    /// <summary>Whether what is dropped or overwritten is backed up first, and the backup's rows are counted.</summary>
    public bool BackupFirst { get; init; } = true;

    /// <summary>
    /// The migration that the database may record. Its record is read only if a trusted role owns it, and the owner of the tables that the
    /// migration extends is one.
    /// </summary>
    public Migration? Migration { get; init; }

    /// <summary>Ids of <see cref="ReplaceRisks"/> that do not refuse the replacement.</summary>
    public IReadOnlySet<string> Allowed { get; init; } = FrozenSet<string>.Empty;
}
