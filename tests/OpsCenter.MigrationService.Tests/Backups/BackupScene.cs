using CliWrap;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Backups;

/// <summary>A database and a folder for its backups, and runs of opscenter with them.</summary>
internal sealed class BackupScene : IAsyncDisposable
{
    private readonly BackupFolder _folder = new();

    private BackupScene(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    /// <summary>Not there before the first backup.</summary>
    public string Folder => _folder.Path;

    /// <summary>The connection of the runs.</summary>
    public required string Connection { get; set; }

    /// <summary>OPSCENTER_PG_DUMP.</summary>
    public string? PgDump { get; set; }

    public static Task<BackupScene> CreateAsync() => CreateAsync(V1Database.CreateDumpableAsync());

    public static async Task<BackupScene> CreateAsync(Task<TestDatabase> creation)
    {
        var database = await creation;
        return new BackupScene(database) { Connection = database.ConnectionString };
    }

    /// <summary>Backs up the whole database, and returns the file.</summary>
    public async Task<string> BackUpAsync()
    {
        var before = Files();
        await SucceedAsync("backup", "--whole");
        return Files().Except(before).ShouldHaveSingleItem();
    }

    /// <summary>Restores a file into a new database, which goes again.</summary>
    public async Task RestoreBesideAsync(string file, params string[] more)
    {
        var copy = $"{Database.Name}_copy";
        await SucceedAsync(["restore", "--file", file, "--into", copy, .. more]);
        await using var restored = await TestServer.For(Database.Major).AdoptDatabaseAsync(copy);
    }

    public Task ReplaceAsync(string file, params string[] more) =>
        SucceedAsync(["restore", "--file", file, "--replace", Database.Name, .. more]);

    /// <summary>A run that ends with this error and this remedy.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> RefuseAsync(
        (int ExitCode, string Id) error,
        string remedy,
        params string[] arguments
    )
    {
        var result = await RunAsync(arguments);
        result.ExitCode.ShouldBe(error.ExitCode, result.StandardOutput + result.StandardError);
        result.StandardError.TrimEnd().Split('\n')[^1].ShouldBe(error.Id);
        result.StandardError.ShouldContain(remedy);
        return result.StandardError;
    }

    public Task<string> RefuseToReplaceAsync(string file, string remedy) =>
        RefuseAsync(
            (ExitCodes.Refused, "restore-refused"),
            remedy,
            "restore",
            "--file",
            file,
            "--replace",
            Database.Name
        );

    public async Task SucceedAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardOutput + result.StandardError);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Dispose();
    }

    private string[] Files() => Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [];

    /// <summary>Without the option the folder comes from the environment.</summary>
    private async Task<BufferedCommandResult> RunAsync(string[] arguments)
    {
        using var patience = new CancellationTokenSource(OpsCenterProcess.Patience);
        return await Cli.Wrap(OpsCenterProcess.Program)
            .WithArguments(arguments)
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("OPSCENTER_CONNECTION", Connection)
                    .Set("ConnectionStrings__opscenterdb", null)
                    .Set("OPSCENTER_BACKUP_DIR", Folder)
                    .Set("OPSCENTER_PG_DUMP", PgDump)
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(patience.Token);
    }
}
