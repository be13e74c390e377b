using OpsCenter.Migrations;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Schema.Tests.V2.Pairs;

/// <summary>A folder for the backups of two pairs, which goes with the test.</summary>
internal sealed class PairBackups : IDisposable
{
    private readonly string _folder = Path.Combine(
        Path.GetTempPath(),
        $"opscenter-pairs-{Guid.NewGuid():N}"
    );

    /// <summary>A database on a server that the installed pg_dump can back up.</summary>
    public static async Task<TestDatabase> CreateAsync() =>
        await TwoPairs.CreateAsync(await PgDumpProgram.DumpableMajorAsync());

    /// <summary>The engine, on a pair.</summary>
    public async Task<Migrator> MigratorAsync(TestDatabase database, string schema) =>
        database.MigratorOf(
            schema,
            new MigratorOptions
            {
                Backup = new BackupOptions
                {
                    ConnectionString = database.ConnectionString,
                    Folder = _folder,
                    PgDump = await PgDumpProgram.FolderAsync(),
                },
            }
        );

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
