using CliWrap;
using Npgsql;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>A dump that an operator takes by hand.</summary>
internal static class OperatorDump
{
    /// <summary>Runs pg_dump with these arguments, and returns the file.</summary>
    public static async Task<string> TakeAsync(
        BackupFolder folder,
        TestDatabase database,
        params string[] arguments
    )
    {
        Directory.CreateDirectory(folder.Path);
        var source = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var file = Path.Combine(folder.Path, $"{Guid.NewGuid():N}.dump");
        await Cli.Wrap(Path.Combine(await PgDumpProgram.FolderAsync(), "pg_dump"))
            .WithArguments([
                "--format=custom",
                $"--file={file}",
                $"--host={source.Host}",
                $"--port={source.Port}",
                $"--username={source.Username}",
                $"--dbname={source.Database}",
                .. arguments,
            ])
            .WithEnvironmentVariables(variables => variables.Set("PGPASSWORD", source.Password))
            .ExecuteAsync();
        return file;
    }
}
