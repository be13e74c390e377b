using Npgsql;
using OpsCenter.Dashboard.Tests.Browser;
using OpsCenter.Dashboard.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace OpsCenter.Dashboard.Tests;

[Collection(DashboardCollection.Name)]
public class CommandTests(RunningDashboard dashboard)
{
    [Theory]
    [InlineData("Plan", "v2 is in place: there is nothing to add")]
    [InlineData("Preflight", "there is nothing to do")]
    [InlineData("Dry run", "llm_usage_logs")]
    [InlineData("Apply", "v2 is verified")]
    [InlineData("Verify", "v2 is verified")]
    [InlineData("Status", "applied on")]
    public async Task A_command_shows_its_result(string command, string expected)
    {
        await using var resources = await AppliedAsync();
        (await resources.ResultOfAsync(command)).ShouldContain(expected);
        await resources.CloseResultAsync();
        await resources.StateIsAsync("migration", "Applied");
    }

    [Fact]
    public async Task A_rollback_that_is_not_confirmed_does_nothing()
    {
        await using var resources = await AppliedAsync();
        await resources.PressAsync("Roll back");
        await Expect(resources.Question).ToContainTextAsync("Roll the migration back?");
        await resources.ScreenshotAsync("confirmation");
        await resources.AnswerAsync("No");
        await Expect(resources.Question).ToHaveCountAsync(0);
        (await resources.ResultOfAsync("Status")).ShouldContain("applied on");
    }

    [Fact]
    public async Task A_confirmed_rollback_is_undone_by_Apply_and_Restore_archive()
    {
        await using var resources = await AppliedAsync();
        await AddRowOfV2Async();
        await resources.PressAsync("Roll back");
        await resources.AnswerAsync("Yes");
        await resources.AnswerAsync("Roll back");
        await resources.ResultAsync("Roll back");
        await resources.CloseResultAsync();
        await resources.StateIsAsync("migration", "Rolled back");

        await resources.ApplyAsync();
        (await RowsOfV2Async()).ShouldBe(0);
        await resources.PressAsync("Restore archive");
        await resources.AnswerAsync("Yes");
        await resources.AnswerAsync("Restore archive");
        await resources.ResultAsync("Restore archive");
        (await RowsOfV2Async()).ShouldBe(1);
    }

    [Fact]
    public async Task A_discard_that_names_another_database_is_refused_with_a_remedy()
    {
        await using var resources = await AppliedAsync();
        await resources.PressAsync("Roll back");
        await resources.AnswerAsync("Yes");
        await resources.EnterAsync("another_database");
        await resources.AnswerAsync("Roll back");
        var refusal = await resources.ResultAsync("Roll back");
        refusal.ShouldContain("refused");
        refusal.ShouldContain("another_database");
        refusal.ShouldContain("What to do:");
        await resources.ScreenshotAsync("refusal");
        await resources.CloseResultAsync();
        await resources.StateIsAsync("migration", "Applied");
    }

    [Fact]
    public async Task Commands_are_disabled_while_one_runs()
    {
        await using var resources = await AppliedAsync();
        await using var connection = await ConnectAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            // Verify reads this table, so it goes on until the lock is released.
            await ExecuteAsync(connection, "lock table public.llm_models in access exclusive mode");
            await resources.PressAsync("Verify");
            await resources.OpenMenuAsync();
            await Expect(resources.Command("Roll back")).ToHaveAttributeAsync("disabled", "");
            await Expect(resources.Command("Apply")).ToHaveAttributeAsync("disabled", "");
            await transaction.RollbackAsync();
        }

        (await resources.ResultAsync("Verify")).ShouldContain("record: applied");
        await resources.ScreenshotAsync("verify");
    }

    [Fact]
    public async Task Re_seed_builds_a_V1_database_that_can_be_migrated()
    {
        await using var resources = await AppliedAsync();
        await resources.PressAsync("Re-seed");
        await Expect(resources.Question).ToContainTextAsync("Drop the database opscenterdb");
        await resources.AnswerAsync("Yes");
        await resources.StateIsAsync("migration", "Pending");
        await resources.StateIsAsync("v1-traffic", "Running");
        await resources.ApplyAsync();
    }

    private async Task<ResourcesPage> AppliedAsync()
    {
        var resources = await dashboard.ResourcesAsync();
        await resources.ApplyAsync();
        return resources;
    }

    private async Task AddRowOfV2Async()
    {
        await using var connection = await ConnectAsync();
        await ExecuteAsync(
            connection,
            "insert into public.audit_log (action_type) values ('create')"
        );
    }

    private async Task<long> RowsOfV2Async()
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(
            "select count(*) from public.audit_log",
            connection
        );
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection($"{dashboard.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
