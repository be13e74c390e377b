namespace OpsCenter.Migrations.Backup;

/// <summary>What is in a backup file.</summary>
/// <param name="File">Its full path.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Lines">The lines of <c>pg_restore --list</c>, comments included.</param>
/// <param name="Tables">How many tables have their rows in it.</param>
public sealed record BackupContents(
    string File,
    long Bytes,
    IReadOnlyList<string> Lines,
    int Tables
);
