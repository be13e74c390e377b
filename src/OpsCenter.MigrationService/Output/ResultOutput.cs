using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>Prints what a command has to say on standard output.</summary>
internal static class ResultOutput
{
    public static void WriteLine(string text) => Console.Out.WriteLine(text);

    public static IAnsiConsole Terminal(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            }
        );
        if (redirected)
        {
            // A file or a pipe has no width: nothing may be wrapped or cut.
            console.Profile.Width = 4000;
        }

        return console;
    }
}
