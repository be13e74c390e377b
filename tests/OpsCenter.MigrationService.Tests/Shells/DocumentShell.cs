using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.MigrationService.Tests.Shells;

/// <summary>A folder and a database in which the commands of a document are run as they are shown.</summary>
internal sealed partial class DocumentShell(TestDatabase database) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opscenter-shell-");

    private readonly List<string> _made = [];

    public string PathOf(params string[] names) => Path.Combine([_folder.FullName, .. names]);

    /// <summary>The block of a document that has a line, without the lines that name a server or a folder of the reader.</summary>
    public static string Block(string document, string line) =>
        string.Join(
            '\n',
            DocumentedCode
                .Blocks(document, "bash")
                .Single(block => block.Contains(line, StringComparison.Ordinal))
                .Split('\n')
                .Where(shown =>
                    !shown.StartsWith("export ", StringComparison.Ordinal)
                    && !shown.StartsWith("cd ", StringComparison.Ordinal)
                )
        );

    /// <summary>Runs commands; each has to end with 0.</summary>
    public async Task<string> RunAsync(string commands)
    {
        var into = $"{database.Name}_into";
        if (commands.Contains("look_here", StringComparison.Ordinal))
        {
            _made.Add(into);
        }

        var result = await Cli.Wrap("bash")
            .WithArguments(["--norc", "-euo", "pipefail", "-c", Own(commands, into)])
            .WithWorkingDirectory(_folder.FullName)
            .WithEnvironmentVariables(
                new Dictionary<string, string?>
                {
                    ["PATH"] =
                        $"{Path.GetDirectoryName(OpsCenterProcess.Program)}:{await PgDumpProgram.FolderAsync()}:{Environment.GetEnvironmentVariable("PATH")}",
                    ["XDG_STATE_HOME"] = PathOf("state"),
                    ["OPSCENTER_CONNECTION"] = database.ConnectionString,
                    ["ConnectionStrings__opscenterdb"] = null,
                }
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(new CancellationTokenSource(OpsCenterProcess.Patience).Token);
        result.ExitCode.ShouldBe(0, result.StandardOutput + result.StandardError);
        return result.StandardOutput;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _made)
        {
            await database.ExecuteAsync($"drop database if exists {name} with (force)");
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>With this database, its last backup and this folder in the place of those of the documents.</summary>
    private string Own(string commands, string into)
    {
        var backup = _folder
            .EnumerateFiles("*_before_v2_*.dump", SearchOption.AllDirectories)
            .OrderBy(file => file.LastWriteTimeUtc)
            .LastOrDefault();
        return ShownBackup()
            .Replace(commands, backup?.FullName ?? "no-backup.dump")
            .Replace("unicorn_db", database.Name, StringComparison.Ordinal)
            .Replace("look_here", into, StringComparison.Ordinal)
            .Replace("/srv/backups", PathOf("backups"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bunicorn_db_before_v2_\d+_\d+\.dump\b")]
    private static partial Regex ShownBackup();
}
