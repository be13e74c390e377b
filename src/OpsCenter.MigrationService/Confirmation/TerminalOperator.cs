using System.CommandLine;
using OpsCenter.Migrations.Errors;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;
using Spectre.Console;

namespace OpsCenter.MigrationService.Confirmation;

/// <summary>Whoever sits at the terminal.</summary>
internal sealed class TerminalOperator(TextWriter writer) : IOperator
{
    public IAnsiConsole Screen { get; } = ResultOutput.Terminal(writer, redirected: false);

    /// <summary>Null if nobody can answer, or --yes has answered: a script or a pipe is not asked.</summary>
    public static TerminalOperator? Find(ParseResult parsed)
    {
        if (
            parsed.GetValue(YesOption.Yes)
            || parsed.GetValue(CommonOptions.Json)
            || Console.IsInputRedirected
            || (Console.IsOutputRedirected && Console.IsErrorRedirected)
        )
        {
            return null;
        }

        return new TerminalOperator(Console.IsOutputRedirected ? Console.Error : Console.Out);
    }

    public async Task<string?> AskAsync(string question, CancellationToken cancellation)
    {
        writer.Write(
            string.Join(
                "\n  ",
                ConsoleLines.Lines(TerminalText.Printable(question), Screen.Profile.Width - 4)
            )
        );
        writer.Flush();
        try
        {
            // Nothing else ends the read of a line: Ctrl+C leaves it to the end of the process.
            return await Task.Run(Console.In.ReadLine, CancellationToken.None)
                .WaitAsync(cancellation);
        }
        catch (OperationCanceledException cancelled)
        {
            // The cursor stands behind the question, and the ^C that the terminal shows.
            writer.WriteLine();
            throw new MigrationCancelledException(
                "Cancelled. Nothing was changed.",
                $"Repeat it and answer, or give {YesOption.Yes.Name}.",
                cancelled,
                cancellation
            );
        }
    }
}
