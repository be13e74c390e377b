namespace OpsCenter.Migrations;

/// <summary>A backup that was taken and checked by listing it.</summary>
/// <param name="File">Its full path: an archive in pg_dump's custom format.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Duration">How long pg_dump and the check took.</param>
/// <param name="Whole">Whether it holds the whole database.</param>
/// <param name="Tables">The tables whose rows are in it, schema-qualified and quoted where needed.</param>
/// <param name="PgDumpVersion">The version of the pg_dump that wrote it.</param>
public sealed record BackupReport(
    string File,
    long Bytes,
    TimeSpan Duration,
    bool Whole,
    IReadOnlyList<string> Tables,
    string PgDumpVersion
);
