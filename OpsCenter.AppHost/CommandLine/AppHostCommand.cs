using OpsCenter.AppHost.Dashboard;
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

        SetHome();
        try
        {
            var hostArguments = AppHostArguments.ForHost(args);
            return await run([
                // appsettings.json lies beside the program, and `dotnet run` may be called from any folder.
                $"--contentRoot={AppContext.BaseDirectory}",
                .. DashboardArguments(hostArguments),
                .. hostArguments,
            ]);
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
        // A port that somebody takes meanwhile, a missing orchestrator: whatever it is, it ends as a message and an exit code.
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync(
                $"The AppHost failed: {failure.Message} More is logged with --Logging:LogLevel:Aspire.Hosting=Debug."
            );
            return ExitCodes.Failed;
        }
    }

    /// <summary>Without HOME, as in some services and containers, the orchestrator ends at once and Aspire waits for it.</summary>
    private static void SetHome()
    {
        if (
            !OperatingSystem.IsWindows()
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("HOME"))
        )
        {
            Environment.SetEnvironmentVariable(
                "HOME",
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)
            );
        }
    }

    /// <summary>Publishing starts no dashboard, and the lines of its steps are all that it shows.</summary>
    private static IEnumerable<string> DashboardArguments(string[] hostArguments) =>
        hostArguments.Contains("--operation")
            ? ["--Logging:LogLevel:Aspire.Hosting=Information"]
            : DashboardEndpoints.Arguments(
                key => Given(hostArguments, key) ?? Environment.GetEnvironmentVariable(key),
                (wanted, taken) =>
                    Console.WriteLine($"{wanted} is in use; {taken} is taken instead.")
            );

    private static string? Given(string[] hostArguments, string key) =>
        hostArguments
            .LastOrDefault(argument => argument.StartsWith($"--{key}=", StringComparison.Ordinal))
            ?[(key.Length + 3)..];
}
