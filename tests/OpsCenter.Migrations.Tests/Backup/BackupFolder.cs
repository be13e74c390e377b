using Npgsql;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>A folder for backups that is not there yet, and goes with the test.</summary>
internal sealed class BackupFolder : IDisposable
{
    public string Path { get; } =
        System.IO.Path.Combine(
            System.IO.Path.GetTempPath(),
            $"opscenter-backups-{Guid.NewGuid():N}"
        );

    public IReadOnlyList<string> Files => Directory.Exists(Path) ? Directory.GetFiles(Path) : [];

    /// <summary>A migrator that takes backups into this folder.</summary>
    public async Task<Migrator> MigratorAsync(
        TestDatabase database,
        string? pgDump = null,
        string? connectionString = null,
        TimeProvider? clock = null
    ) =>
        new(
            connectionString is null
                ? database.DataSource
                : NpgsqlDataSource.Create(connectionString),
            new MigratorOptions
            {
                StatisticsGrace = TimeSpan.FromSeconds(3),
                LockTimeout = TimeSpan.FromMilliseconds(500),
                LockDeadline = TimeSpan.FromSeconds(2),
                Backup = new BackupOptions
                {
                    ConnectionString = connectionString ?? database.ConnectionString,
                    Folder = Path,
                    IsOptional = true,
                    PgDump = pgDump ?? await PgDumpProgram.FolderAsync(),
                },
            },
            clock
        );

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
