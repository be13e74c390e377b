using System.CommandLine;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter plan</c>: what would be done, what is there, what stands in the way.</summary>
internal static class PlanCommand
{
    private static readonly Option<bool> Rollback = new("--rollback")
    {
        Description = "Plan the rollback instead.",
    };

    public static Command Create() =>
        new Command("plan", "Says what would be done, and what stands in the way. Changes nothing.")
        {
            Rollback,
        }
            .WithFolder()
            .WithLimits()
            .WithApplyRules()
            .WithBody(parsed =>
            {
                var direction = parsed.GetValue(Rollback)
                    ? MigrationDirection.Down
                    : MigrationDirection.Up;
                return async (services, cancellation) =>
                {
                    if (services.Folder is { } folder)
                    {
                        return await FolderCommands.PlanAsync(folder, direction, cancellation);
                    }

                    var plan = await services.Migrator.PlanAsync(
                        services.Migration,
                        direction,
                        cancellation
                    );
                    return new CommandResult(
                        plan.IsClear ? ExitCodes.Done : ExitCodes.Refused,
                        PlanDocument.Of(plan),
                        console => PlanText.Write(console, plan)
                    );
                };
            });
}
