namespace OpsCenter.Migrations;

/// <summary>Where backups go, and with which credentials and program they are taken.</summary>
public sealed record BackupOptions
{
    /// <summary>
    /// The connection string of the database, password included: a data source does not give its password away. Without one, PGPASSWORD,
    /// PGPASSFILE and ~/.pgpass count for pg_dump as they do for Npgsql.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// The folder of the backups. Created for its owner alone if it is missing; refused if other users of the machine could replace it or what is
    /// in it. Null if none is known: then every backup is refused.
    /// </summary>
    public required string? Folder { get; init; }

    /// <summary>Whether the folder in which the missing folder is made may be missing, too. Not where somebody named it: it may be mistyped.</summary>
    public bool MakesParents { get; init; } = true;

    /// <summary>pg_dump, or the folder that holds it; null looks where it is usually installed. pg_restore must be beside it.</summary>
    public string? PgDump { get; init; }

    /// <summary>Whether whoever runs this can do without a backup: where none can be taken, the remedy names --no-backup then.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The end of a remedy, with the blank before it.</summary>
    internal string Otherwise =>
        IsOptional ? " To go on without a backup of ours: --no-backup." : "";

    /// <summary>Never shows the connection string: it holds a password.</summary>
    public override string ToString() => $"backups in {Folder}";
}
