using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;

namespace OpsCenter.MigrationService.Tests.Processes;

/// <summary>Runs <c>opscenter</c> on a real terminal, which <c>script</c> makes.</summary>
internal static partial class Terminal
{
    private const string Script = "/usr/bin/script";

    /// <param name="database">The database.</param>
    /// <param name="answer">What is typed.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="kind">The kind of terminal (TERM); <c>dumb</c> has no escape sequences.</param>
    public static async Task<BufferedCommandResult> RunAsync(
        TestDatabase database,
        string answer,
        string arguments,
        string kind = "dumb"
    )
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(Script))
        {
            throw Prerequisite.Missing("script (util-linux) is not installed.");
        }

        using var patience = new CancellationTokenSource(OpsCenterProcess.Patience);
        return await Cli.Wrap(Script)
            .WithArguments(["-qec", $"{OpsCenterProcess.Program} {arguments}", "/dev/null"])
            .WithStandardInputPipe(PipeSource.FromString(answer))
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("OPSCENTER_CONNECTION", database.ConnectionString)
                    .Set("ConnectionStrings__opscenterdb", null)
                    .Set("TERM", kind)
                    .Set("COLUMNS", "200")
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(patience.Token);
    }

    /// <summary>What a terminal shows, with each line that goes on below itself as one.</summary>
    public static string Unwrapped(BufferedCommandResult result) =>
        WrappedLines().Replace(result.StandardOutput, " ");

    [GeneratedRegex(@"\r?\n +")]
    private static partial Regex WrappedLines();
}
