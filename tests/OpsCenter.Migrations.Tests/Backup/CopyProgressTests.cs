using System.Collections.Concurrent;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>A backup that lasts tells how far it is: the server says which table pg_dump copies, and how many rows of it.</summary>
public sealed class CopyProgressTests
{
    [Fact]
    public async Task Percent_and_rows_grow_while_a_table_is_copied()
    {
        using var folder = new BackupFolder();
        await using var database = await TestServer
            .For(await PgDumpProgram.DumpableMajorAsync())
            .CreateDatabaseAsync();
        // Text that does not compress keeps pg_dump busy for seconds.
        await database.ExecuteAsync(
            "create table big as select n, md5(n::text) || md5((n + 1)::text) || md5((n + 2)::text) || md5((n + 3)::text) as t from generate_series(1, 500000) n; "
                + "analyze big"
        );
        var told = new Told();
        var migrator = new Migrator(
            database.DataSource,
            new MigratorOptions
            {
                Progress = told,
                Backup = new BackupOptions
                {
                    ConnectionString = database.ConnectionString,
                    Folder = folder.Path,
                    PgDump = await PgDumpProgram.FolderAsync(),
                },
            }
        );

        await migrator.BackupAsync();

        var samples = told.Where(progress =>
                progress.IsSample
                && progress.Message.StartsWith("back up public.big, ", StringComparison.Ordinal)
            )
            .ToList();
        samples.Count.ShouldBeGreaterThan(1);
        var percents = samples.Select(sample => sample.Percent!.Value).ToList();
        percents.ShouldBe(percents.Order());
        percents.ShouldAllBe(percent => percent > 0 && percent <= 100);
    }

    private sealed class Told : ConcurrentQueue<MigrationProgress>, IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => Enqueue(value);
    }
}
