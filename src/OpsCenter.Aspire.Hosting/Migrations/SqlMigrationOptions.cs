using System.Globalization;

namespace Aspire.Hosting;

/// <summary>How a <see cref="ApplicationModel.SqlMigrationResource"/> applies its migrations.</summary>
public sealed record SqlMigrationOptions
{
    /// <summary>Whether the migrations are applied at the start; otherwise by the command Apply only.</summary>
    public bool ApplyOnStart { get; init; } = true;

    /// <summary>
    /// Whether a backup is taken first. Leave it out only for data that may be lost. Of a folder one is taken only if
    /// <see cref="BackupFolder"/> says where to.
    /// </summary>
    public bool TakeBackup { get; init; } = true;

    /// <summary>Where backups go; null for the program's own choice, and with a folder of migrations for none.</summary>
    public string? BackupFolder { get; init; }

    /// <summary>The path of the program <c>opscenter</c>, or its name if it is on the PATH. A project in its place is built.</summary>
    public string Program { get; init; } = "opscenter";

    /// <summary>The convention of a folder of migrations, if it could be of two; null to find it out.</summary>
    public string? Convention { get; init; }

    /// <summary>The name under which the journal keeps a folder, if the database gets several; null for the default.</summary>
    public string? Source { get; init; }

    /// <summary>How long the first connection is retried while the server starts.</summary>
    public TimeSpan ServerDeadline { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The options of <c>opscenter</c> that name a folder.</summary>
    internal IReadOnlyList<string> FolderArguments(string folder) =>
        [
            "--migrations",
            folder,
            .. Convention is null ? Array.Empty<string>() : ["--convention", Convention],
            .. Source is null ? Array.Empty<string>() : ["--source", Source],
        ];

    /// <summary>The options of <c>opscenter</c> about the backup of a run that takes one.</summary>
    internal IReadOnlyList<string> BackupArguments =>
        !TakeBackup ? ["--no-backup"]
        : BackupFolder is null ? []
        : ["--backup-dir", BackupFolder];

    internal string ServerDeadlineText =>
        string.Create(CultureInfo.InvariantCulture, $"{ServerDeadline.TotalSeconds:0}s");
}
