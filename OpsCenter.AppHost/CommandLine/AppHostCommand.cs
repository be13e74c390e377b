using OpsCenter.EmbeddedPostgres;

namespace OpsCenter.AppHost.CommandLine;

/// <summary>The AppHost as a command: help, refusals, and what must not become a stack trace.</summary>
internal static class AppHostCommand
{
    private static readonly string[] HelpOptions = ["--help", "-h", "-?"];

    /// <param name="args">The command line.</param>
    /// <param name="run">Composes and runs the application with the host's arguments; returns the exit code.</param>
    public static async Task<int> RunAsync(string[] args, Func<string[], Task<int>> run)
    {
        if (args.Any(HelpOptions.Contains))
        {
            Console.WriteLine(Usage.Text);
            return ExitCodes.Success;
        }

        try
        {
            return await run(AppHostArguments.ForHost(args));
        }
        catch (AppHostException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return refusal.ExitCode;
        }
        catch (EmbeddedPostgresException noServer)
        {
            await Console.Error.WriteLineAsync(noServer.Message);
            return ExitCodes.Failed;
        }
    }
}
