using System.Runtime.InteropServices;
using CliWrap;

namespace OpsCenter.AppHost.GenericHost;

/// <summary>Runs a program of ours as a child process that writes to our own console.</summary>
internal static class OpsCenterProcess
{
    /// <summary>How long a child may take to roll back and end after it was asked to.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <param name="command">The program.</param>
    /// <param name="connectionVariable">The environment variable that names the database to it.</param>
    /// <param name="connectionString">The database.</param>
    /// <param name="onLine">Is called after each line of its standard output; null leaves the output as it comes.</param>
    /// <param name="stopping">Asks it to end.</param>
    /// <returns>The child's exit code, also when it was asked to stop and did.</returns>
    /// <exception cref="OperationCanceledException">It was stopped without an exit code of its own; it has ended.</exception>
    public static async Task<int> RunAsync(
        OpsCenterCommand command,
        string connectionVariable,
        string connectionString,
        Action? onLine,
        CancellationToken stopping
    )
    {
        await using var output = Console.OpenStandardOutput();
        await using var errors = Console.OpenStandardError();
        using var kill = new CancellationTokenSource();
        await using var killLater = stopping.Register(() => kill.CancelAfter(Grace));

        var child = Cli.Wrap(DotnetHost())
            .WithArguments([
                Path.Combine(AppContext.BaseDirectory, command.Program),
                .. command.Arguments,
            ])
            .WithEnvironmentVariables(variables =>
                // An operator's own variables must not send the child to another database.
                variables
                    .Set("OPSCENTER_CONNECTION", null)
                    .Set("PGOPTIONS", null)
                    .Set(connectionVariable, connectionString)
            )
            .WithStandardOutputPipe(onLine is null ? PipeTarget.ToStream(output) : Lines(onLine))
            .WithStandardErrorPipe(PipeTarget.ToStream(errors))
            .WithValidation(CommandResultValidation.None);

        // Where there is SIGTERM it is sent: a shell's background jobs ignore the SIGINT that the graceful token means.
        if (OperatingSystem.IsWindows())
        {
            return (await child.ExecuteAsync(kill.Token, stopping)).ExitCode;
        }

        var run = child.ExecuteAsync(kill.Token);
        await using var terminate = stopping.Register(() =>
            ChildSignal.SendTerminate(run.ProcessId)
        );
        return (await run).ExitCode;
    }

    private static PipeTarget Lines(Action onLine) =>
        PipeTarget.ToDelegate(line =>
        {
            Console.WriteLine(line);
            onLine();
        });

    /// <summary>The dotnet that runs us: the child's own launcher would not find a runtime in an unusual folder.</summary>
    private static string DotnetHost()
    {
        // <dotnet>/shared/Microsoft.NETCore.App/<version>/
        var root = Path.GetFullPath(
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")
        );
        var host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(host) ? host : "dotnet";
    }
}
