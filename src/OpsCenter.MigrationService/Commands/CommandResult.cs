using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Reports;
using Spectre.Console;

namespace OpsCenter.MigrationService.Commands;

/// <summary>What a command has to say, in both forms, and how it ends.</summary>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="Document">What --json prints.</param>
/// <param name="WriteText">Prints the same for people.</param>
internal sealed record CommandResult(int ExitCode, object Document, Action<IAnsiConsole> WriteText)
{
    /// <summary>What --report writes; null for a command without it.</summary>
    public RunFindings? Findings { get; init; }

    /// <summary>Prints it on standard output.</summary>
    public void Print(bool json)
    {
        if (json)
        {
            ResultOutput.WriteLine(JsonFormat.Write(Document));
            return;
        }

        WriteText(ResultOutput.Terminal(Console.Out, Console.IsOutputRedirected));
    }
}
