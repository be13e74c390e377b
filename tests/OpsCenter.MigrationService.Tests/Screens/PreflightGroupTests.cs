using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Screens;

/// <summary>Two rules find something about each of two tables.</summary>
public sealed class PreflightGroupTests
{
    [Fact]
    public async Task Findings_are_shown_table_by_table()
    {
        await using var database = await V1Database.CreateAsync();
        await database.ExecuteAsync(
            """
            create table old_providers () inherits (llm_providers);
            create table old_logs () inherits (llm_usage_logs);
            create publication changes for table only llm_usage_logs, only llm_providers
            """
        );

        var result = await OpsCenterProcess.RunAsync(database, "preflight");

        result.ExitCode.ShouldBe(ExitCodes.Refused, result.StandardError);
        string[] order =
        [
            .. result
                .StandardOutput.Split('\n')
                .Select(line => line.Trim())
                .Where(line =>
                    line.StartsWith("Table ", StringComparison.Ordinal)
                    || line.StartsWith("Other ", StringComparison.Ordinal)
                    || line.StartsWith("refused", StringComparison.Ordinal)
                )
                .Select(line => line.Replace("refused", "", StringComparison.Ordinal).Trim())
                .Select(line => line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)]),
        ];
        order.ShouldBe(
            [
                "Table public.llm_providers:",
                "inherited-tables:",
                "publications:",
                "Table public.llm_usage_logs:",
                "inherited-tables:",
                "publications:",
                "Other findings:",
            ],
            result.StandardOutput
        );
    }
}
