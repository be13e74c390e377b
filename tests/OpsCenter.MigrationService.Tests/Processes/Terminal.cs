using System.Text;
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
        using var patience = new CancellationTokenSource(OpsCenterProcess.Patience);
        return await Command(database, arguments, kind)
            .WithStandardInputPipe(PipeSource.FromString(answer))
            .ExecuteBufferedAsync(patience.Token);
    }

    private static Command Command(TestDatabase database, string arguments, string kind)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(Script))
        {
            throw Prerequisite.Missing("script (util-linux) is not installed.");
        }

        return Cli.Wrap(Script)
            .WithArguments(["-qec", $"{OpsCenterProcess.Program} {arguments}", "/dev/null"])
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("OPSCENTER_CONNECTION", database.ConnectionString)
                    .Set("ConnectionStrings__opscenterdb", null)
                    .Set("TERM", kind)
                    .Set("COLUMNS", "200")
            )
            .WithValidation(CommandResultValidation.None);
    }

    /// <summary>Types Ctrl+C as soon as the terminal shows a text.</summary>
    public static async Task<BufferedCommandResult> InterruptAsync(
        TestDatabase database,
        string shown,
        string arguments
    )
    {
        var isShown = new TaskCompletionSource();
        var output = new StringBuilder();
        using var patience = new CancellationTokenSource(OpsCenterProcess.Patience);
        var result = await Command(database, arguments, "dumb")
            .WithStandardInputPipe(
                PipeSource.Create(
                    async (input, cancellation) =>
                    {
                        await isShown.Task.WaitAsync(cancellation);
                        await input.WriteAsync(new byte[] { 3 }, cancellation);
                        await input.FlushAsync(cancellation);
                    }
                )
            )
            .WithStandardOutputPipe(
                PipeTarget.Create(
                    async (text, cancellation) =>
                    {
                        using var reader = new StreamReader(text);
                        var buffer = new char[1024];
                        while (await reader.ReadAsync(buffer, cancellation) is var count and > 0)
                        {
                            output.Append(buffer, 0, count);
                            if (output.ToString().Contains(shown, StringComparison.Ordinal))
                            {
                                isShown.TrySetResult();
                            }
                        }
                    }
                )
            )
            .ExecuteAsync(patience.Token);
        return new BufferedCommandResult(
            result.ExitCode,
            result.StartTime,
            result.ExitTime,
            output.ToString(),
            ""
        );
    }

    /// <summary>What a terminal shows, with each line that goes on below itself as one.</summary>
    public static string Unwrapped(BufferedCommandResult result) =>
        WrappedLines().Replace(result.StandardOutput, " ");

    [GeneratedRegex(@"\r?\n +")]
    private static partial Regex WrappedLines();
}
