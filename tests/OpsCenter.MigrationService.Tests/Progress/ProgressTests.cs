using System.Text.Json;
using System.Text.RegularExpressions;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests.Progress;

/// <summary>What a run shows while it lasts.</summary>
public sealed class ProgressTests
{
    /// <summary>On a busy machine the program takes seconds from its first session to the lock.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task On_a_terminal_one_line_updates_while_a_lock_is_waited_for()
    {
        await using var database = await V1Database.CreateAsync();

        var held = await HoldAsync(database);
        var result = await Terminal.RunAsync(database, "", "apply --no-backup --yes", "xterm");
        await held;

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardOutput);
        result.StandardOutput.ShouldMatch(
            @"\r\e\[2K     (?<seconds>\d+) s: Waiting for pid \d+ \(.*\r\e\[2K     (?!\k<seconds> )\d+ s: Waiting for pid"
        );
        // The line is erased before the next one begins.
        result.StandardOutput.ShouldMatch(@"\r\e\[2K(\e\[\d+m)*2/7");
    }

    [Fact]
    public async Task Into_a_pipe_go_lines_and_nothing_that_moves_a_cursor()
    {
        await using var database = await V1Database.CreateAsync();

        var held = await HoldAsync(database);
        var result = await OpsCenterProcess.RunAsync(database, "apply");
        await held;

        result.StandardOutput.ShouldContain("1/");
        result.StandardOutput.ShouldMatch(
            @"Waiting for pid \d+ \(.*, to add to public\.llm_providers"
        );
        result.StandardOutput.ShouldNotContain('\r');
        result.StandardOutput.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task As_json_each_line_of_standard_error_is_an_object()
    {
        await using var database = await V1Database.CreateAsync();

        var held = await HoldAsync(database);
        var result = await OpsCenterProcess.RunAsync(
            database,
            "apply",
            "--progress",
            "json",
            "--json"
        );
        await held;

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        var lines = result.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            json.RootElement.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        }

        lines.ShouldContain(line => Regex.IsMatch(line, "\"elapsedSeconds\":[1-9]"));
    }

    [Fact]
    public async Task None_shows_the_result_alone()
    {
        await using var database = await V1Database.CreateAsync();

        var result = await OpsCenterProcess.RunAsync(database, "apply", "--progress", "none");

        result.StandardOutput.ShouldStartWith("v2 (2.0.0) was applied");
    }

    /// <summary>Takes a lock that keeps the migration from its first one.</summary>
    /// <returns>The end of the lock, some seconds later.</returns>
    private static async Task<Task> HoldAsync(TestDatabase database)
    {
        var connection = await database.DataSource.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "update llm_providers set name = name";
        await command.ExecuteNonQueryAsync();
        return ReleaseAsync();

        async Task ReleaseAsync()
        {
            // On a busy machine the program takes seconds to start.
            await Eventually.TrueAsync(() =>
                database.ScalarAsync<bool>(
                    "select exists (select from pg_stat_activity where datname = current_database() and application_name like 'opscenter%')"
                )
            );
            await Task.Delay(Held);
            await transaction.CommitAsync();
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
