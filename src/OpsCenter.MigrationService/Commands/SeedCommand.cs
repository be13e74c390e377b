using System.CommandLine;
using System.Globalization;
using OpsCenter.Migrations.Sessions;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Confirmation;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.MigrationService.Telemetry;
using OpsCenter.Schema.V1;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter seed</c>: builds a V1 database with sample data where there is none.</summary>
internal static class SeedCommand
{
    private static readonly Option<V1Shape> Shape = new("--shape")
    {
        Description = "The V1 schema: a is production's, b an older deployment's. Default: a.",
        HelpName = "a|b",
        DefaultValueFactory = _ => V1Shape.A,
    };

    private static readonly Option<long> UsageRows = new("--usage-rows")
    {
        Description = "Rows in llm_usage_logs. Default: 10000.",
        HelpName = "number",
        DefaultValueFactory = _ => 10_000,
    };

    private static readonly Option<bool> StartupIndexes = new("--startup-indexes")
    {
        Description = "Also the four indexes that the backend creates when it loads (shape a).",
    };

    public static Command Create()
    {
        UsageRows.Validators.Add(result =>
        {
            // What is no number has no value: asking for it would throw.
            if (
                result.Tokens is [var token, ..]
                && long.TryParse(token.Value, CultureInfo.InvariantCulture, out var rows)
                && rows < 0
            )
            {
                result.AddError("--usage-rows cannot be negative.");
            }
        });
        return new Command("seed", "Builds a V1 database with sample data, where there is none.")
        {
            Shape,
            UsageRows,
            StartupIndexes,
        }
            .WithYes()
            .WithBody(parsed =>
            {
                var options = new V1SeedOptions
                {
                    Shape = parsed.GetValue(Shape),
                    UsageRows = parsed.GetValue(UsageRows),
                    StartupIndexes = parsed.GetValue(StartupIndexes),
                };
                return async (services, cancellation) =>
                {
                    if (TerminalOperator.Find(parsed) is { } person)
                    {
                        await DatabaseReach.EnsureAsync(services.DataSource, cancellation);
                        await new RunConfirmation(person, services).BeforeSeedAsync(
                            options.UsageRows,
                            cancellation
                        );
                    }

                    return await RunAsync(services, options, cancellation);
                };
            });
    }

    private static async Task<CommandResult> RunAsync(
        CommandServices services,
        V1SeedOptions options,
        CancellationToken cancellation
    )
    {
        await DatabaseReach.EnsureAsync(services.DataSource, cancellation);
        using var span = CommandTelemetry.StartStep(
            $"seed shape {(options.Shape == V1Shape.A ? "a" : "b")}"
        );
        span?.SetTag("opscenter.usage_rows", options.UsageRows);
        var report = await V1Seeder.SeedAsync(services.DataSource, options, cancellation);
        return new CommandResult(
            ExitCodes.Done,
            SeedDocument.Of(report),
            console => SeedText.Write(console, report)
        );
    }
}
