namespace OpsCenter.Migrations.Backup;

/// <summary>A restore that was done without an error.</summary>
/// <param name="File">The backup.</param>
/// <param name="Database">The database that has its content now.</param>
/// <param name="IsNew">Whether the database was created for it.</param>
/// <param name="Tables">How many tables got their rows back.</param>
/// <param name="Duration">How long it took, the check of the file included.</param>
/// <param name="PgRestoreVersion">The version of the pg_restore that read it.</param>
/// <param name="Before">The backup of what was replaced; null if nothing was, or none was wanted.</param>
public sealed record RestoreReport(
    string File,
    string Database,
    bool IsNew,
    int Tables,
    TimeSpan Duration,
    string PgRestoreVersion,
    BackupReport? Before
)
{
    /// <summary>What is not as it was before beside the rows: properties of tables that the file does not have, and what is to be done.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
