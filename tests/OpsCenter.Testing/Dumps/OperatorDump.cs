using CliWrap;
using Npgsql;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Testing.Dumps;

/// <summary>A dump that an operator takes by hand.</summary>
public static class OperatorDump
{
    /// <summary>Runs pg_dump with these arguments, and returns the file, which is in the folder.</summary>
    public static async Task<string> TakeAsync(
        string folder,
        TestDatabase database,
        params string[] arguments
    )
    {
        Directory.CreateDirectory(folder);
        var source = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.dump");
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
