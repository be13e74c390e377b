using CliWrap;
using CliWrap.Buffered;
using Npgsql;
using OpsCenter.Schema.Tests.V2.Running;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Schema.Tests.V2.Runs;

/// <summary>The README's commands with psql alone, as they are shown.</summary>
public sealed class RunbookTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opscenter-runbook-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_commands_of_the_readme_do_what_they_say()
    {
        await using var database = await Databases.V1Async(
            await PgDumpProgram.DumpableMajorAsync()
        );
        var steps = Steps();
        var apply = steps.Single(step => step.StartsWith("# 4.", StringComparison.Ordinal));
        var back = steps.FindIndex(step => step.StartsWith("# Back", StringComparison.Ordinal));

        var forth = await RunAsync(database, string.Join('\n', steps[..back]));
        await database.ExecuteAsync("update llm_providers set base_url = 'https://x.example'");
        var rollback = await RunAsync(database, steps[back]);
        (
            await database.ScalarAsync<long>(
                "select count(*) from information_schema.columns where table_schema = 'public' and table_name = 'llm_providers' and column_name = 'base_url'"
            )
        ).ShouldBe(0);
        var again = await RunAsync(database, string.Join('\n', steps[(back + 1)..].Prepend(apply)));

        forth.StandardError.ShouldContain("INFO:  V2 is already in place");
        rollback.StandardError.ShouldContain("INFO:  ");
        again.StandardError.ShouldContain("INFO:  ");
        (
            await database.ScalarAsync<bool>(
                "select bool_and(base_url = 'https://x.example') from llm_providers"
            )
        ).ShouldBeTrue();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(_folder.FullName, "before_v2.dump"))
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>The parts of the block, each with the comment that it begins with; without that which names the server.</summary>
    private static List<string> Steps() =>
        [
            .. DocumentedCode
                .Blocks("README.md", "bash")
                .Single(block => block.Contains("before_v2.dump", StringComparison.Ordinal))
                .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Where(step => step.StartsWith('#')),
        ];

    private async Task<BufferedCommandResult> RunAsync(TestDatabase database, string commands)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var tools = await PgDumpProgram.FolderAsync();
        if (!Directory.Exists(Path.Combine(_folder.FullName, "scripts")))
        {
            Directory.CreateSymbolicLink(
                Path.Combine(_folder.FullName, "scripts"),
                WorkingCopy.PathOf("scripts")
            );
        }

        var result = await Cli.Wrap("bash")
            .WithArguments(["--norc", "-euc", commands])
            .WithWorkingDirectory(_folder.FullName)
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("PATH", $"{tools}:{Environment.GetEnvironmentVariable("PATH")}")
                    .Set("PGPASSWORD", connection.Password)
                    .Set(
                        "DATABASE_URL",
                        FormattableString.Invariant(
                            $"postgresql://{connection.Username}@{connection.Host}:{connection.Port}/{connection.Database}"
                        )
                    )
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        result.ExitCode.ShouldBe(0, result.StandardOutput + result.StandardError);
        return result;
    }
}
