using System.Collections.Frozen;

namespace OpsCenter.Migrations.Backup;

/// <summary>How a backup is restored.</summary>
public record RestoreOptions
{
    /// <summary>
    /// The migration that the database may record. Its record is read only if a trusted role owns it, and the owner of the tables that the
    /// migration extends is one.
    /// </summary>
    public Migration? Migration { get; init; }

    /// <summary>Ids of <see cref="RestoreRisks"/> that do not refuse the restore.</summary>
    public IReadOnlySet<string> Allowed { get; init; } = FrozenSet<string>.Empty;
}
