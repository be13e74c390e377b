using System.CommandLine;
using System.CommandLine.Invocation;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Commands;
using OpsCenter.MigrationService.Help;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Shells;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService;

/// <summary>The commands of <c>opscenter</c>, and the one way into them.</summary>
internal static class CommandTree
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var root = Create();
        if (Completion.Answer(root, arguments, Console.Out))
        {
            return ExitCodes.Done;
        }

        try
        {
            arguments = ConfiguredArguments.Of(root, arguments);
        }
        catch (UsageException exception)
        {
            return Refuse(ErrorDescription.Of(exception, CancellationToken.None), arguments);
        }

        var parsed = root.Parse(
            arguments,
            // An argument that begins with @ is that text, and no file to be read and shown.
            new ParserConfiguration { ResponseFileTokenReplacer = null }
        );
        if (parsed.Action is ParseErrorAction)
        {
            var messages = parsed.Errors.Select(error => error.Message);
            var error = new ErrorDescription(
                "usage",
                string.Join('\n', messages),
                (
                    OtherWords.Meant(root, arguments) is { } meant
                        ? $"Did you mean opscenter {meant}? "
                    : OtherWords.MeantOption(parsed) is { } option ? $"Did you mean {option}? "
                    : ""
                ) + "opscenter help lists the commands, opscenter help <command> its options.",
                ExitCodes.Usage
            );
            return Refuse(error, arguments);
        }

        return await parsed.InvokeAsync(
            // Signals are ours: a migration needs more than two seconds to roll back, and has one exit code for all of them.
            new InvocationConfiguration
            {
                ProcessTerminationTimeout = null,
                EnableDefaultExceptionHandler = false,
            },
            CancellationSignals.Listen()
        );
    }

    private static int Refuse(ErrorDescription error, IReadOnlyList<string> arguments)
    {
        ErrorOutput.Write(
            error,
            arguments.Contains(CommonOptions.Json.Name, StringComparer.Ordinal),
            null
        );
        return error.ExitCode;
    }

    internal static RootCommand Create()
    {
        var root = new RootCommand("Extends an OpsCenter database in production, and proves it.")
        {
            SeedCommand.Create(),
            PlanCommand.Create(),
            PlanCommand.CreateScript(),
            PreflightCommand.Create(),
            DryRunCommand.Create(),
            ApplyCommand.Create(),
            VerifyCommand.Create(),
            RollbackCommand.Create(),
            RestoreArchiveCommand.Create(),
            StatusCommand.Create(),
            DiagnoseCommand.Create(),
            AdoptCommand.Create(),
            NewCommand.Create(),
            WorkerCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            CheckCommand.Create(),
            Completion.Create(),
            ManPage.Create(),
            HelpScreen.CreateHelp(RunAsync),
            HelpScreen.CreateVersion(RunAsync),
        };
        root.SetAction(parsed =>
        {
            HelpScreen.WriteCommands(root, parsed.InvocationConfiguration.Output);
            return ExitCodes.Usage;
        });
        HelpScreen.Use(root);
        foreach (var option in CommonOptions.All)
        {
            root.Add(option);
        }

        return root;
    }
}
