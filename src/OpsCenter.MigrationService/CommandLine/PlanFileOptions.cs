using System.CommandLine;
using OpsCenter.Migrations.Planning;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>A plan that is kept in a file between its review and the run.</summary>
internal static class PlanFileOptions
{
    /// <summary>Where plan writes it.</summary>
    public static Option<string?> Out { get; } =
        new("--out")
        {
            Description =
                "Also writes the plan as JSON into this file, with every statement: apply --plan or rollback --plan then runs this plan and nothing else.",
            HelpName = "file",
        };

    private static readonly Option<string?> Plan = new("--plan")
    {
        Description =
            "The file that plan --out wrote. The run is refused if it would do anything else, because the database or a script changed since.",
        HelpName = "file",
    };

    /// <summary>Adds the option that names the plan of a run.</summary>
    public static Command WithPlanFile(this Command command)
    {
        command.Add(Plan);
        return command;
    }

    /// <summary>The plan that was given; null if none was.</summary>
    /// <exception cref="ServiceDefaults.CommandLine.UsageException">The file cannot be used.</exception>
    public static ApprovedPlan? Read(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Contains(Plan) && parsed.GetValue(Plan) is { } path
            ? PlanFile.Read(path)
            : null;
}
