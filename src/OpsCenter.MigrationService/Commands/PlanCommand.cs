using System.CommandLine;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter plan</c>: what would be done, what is there, what stands in the way.</summary>
internal static class PlanCommand
{
    private static readonly Option<bool> Rollback = new("--rollback")
    {
        Description = "Plan the rollback instead.",
    };

    private static readonly Option<bool> Sql = new("--sql")
    {
        Description = "Print the statements that would be executed, in order, with their locks.",
    };

    public static Command Create() =>
        new Command("plan", "Says what would be done, and what stands in the way. Changes nothing.")
        {
            Rollback,
            Sql,
            PlanFileOptions.Out,
            RunOptions.Full,
        }
            .WithFolder()
            .WithLimits()
            .WithApplyRules()
            .WithBody(parsed =>
            {
                var direction = Direction(parsed);
                var file = parsed.GetValue(PlanFileOptions.Out);
                return async (services, cancellation) =>
                {
                    var result = parsed.GetValue(Sql)
                        ? await SqlAsync(services, direction, cancellation)
                        : await PlanAsync(
                            services,
                            direction,
                            parsed.GetValue(RunOptions.Full),
                            file is null ? FolderArguments.LimitsOf(parsed) : null,
                            cancellation
                        );
                    return file is null
                        ? result
                        : Keep(result, file, direction, services.Folder?.Path);
                };
            });

    public static Command CreateScript() =>
        new Command("script", "Prints the SQL that would be executed, as plan --sql does.")
        {
            Rollback,
        }.WithBody(parsed =>
        {
            var direction = Direction(parsed);
            return (services, cancellation) => SqlAsync(services, direction, cancellation);
        });

    private static MigrationDirection Direction(ParseResult parsed) =>
        parsed.GetValue(Rollback) ? MigrationDirection.Down : MigrationDirection.Up;

    /// <summary>Writes the plan, if there is one: nobody can approve obstacles.</summary>
    private static CommandResult Keep(
        CommandResult result,
        string file,
        MigrationDirection direction,
        string? folder
    )
    {
        if (result.ExitCode != ExitCodes.Done)
        {
            return result with
            {
                WriteText = console =>
                {
                    result.WriteText(console);
                    console.Line($"{file} was not written: this plan cannot be run.");
                },
            };
        }

        PlanFile.Write(file, result.Document);
        var command = direction == MigrationDirection.Up ? "apply" : "rollback";
        var migrations = folder is null
            ? ""
            : $" {FolderArguments.Migrations.Name} {ShellWord.Of(folder)}";
        return result with
        {
            WriteText = console =>
            {
                result.WriteText(console);
                console.Line(
                    $"The plan is in {file}. To run it and nothing else: opscenter {command}{migrations} --plan {ShellWord.Of(file)}"
                );
            },
        };
    }

    private static async Task<CommandResult> PlanAsync(
        CommandServices services,
        MigrationDirection direction,
        bool full,
        string? limits,
        CancellationToken cancellation
    )
    {
        if (services.Folder is { } folder)
        {
            return await FolderCommands.PlanAsync(folder, direction, limits, cancellation);
        }

        var plan = await services.Migrator.PlanStatementsAsync(
            services.Migration,
            direction,
            cancellation
        );
        return new CommandResult(
            plan.IsClear ? ExitCodes.Done : ExitCodes.Refused,
            PlanDocument.Of(plan),
            console =>
            {
                if (limits is null)
                {
                    // What to do next is to run the plan that is kept.
                    PlanText.WriteSteps(console, plan, full);
                }
                else
                {
                    PlanText.Write(console, plan, full);
                }
            }
        );
    }

    private static async Task<CommandResult> SqlAsync(
        CommandServices services,
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        if (services.Folder is not null)
        {
            throw new UsageException(
                "--sql is about OpsCenter's own migrations: the SQL of a folder is in its files.",
                "Without --sql, plan names the files and their statements."
            );
        }

        var plan = await services.Migrator.PlanStatementsAsync(
            services.Migration,
            direction,
            cancellation
        );
        return new CommandResult(
            plan.IsClear ? ExitCodes.Done : ExitCodes.Refused,
            PlanDocument.Of(plan),
            console => PlanSql.Write(console, plan)
        );
    }
}
